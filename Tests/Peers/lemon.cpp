// One problem solved by LEMON's network simplex (https://lemon.cs.elte.hu, NetworkSimplex with its standard block
// search on a StaticDigraph, the most compact of its graphs). Prints the line of JSON that peer.py prints.
//
// usage: lemon FILE.asg
#include <lemon/network_simplex.h>
#include <lemon/static_graph.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

using Graph = lemon::StaticDigraph;
using Simplex = lemon::NetworkSimplex<Graph, int, std::int64_t>;

struct Problem {
  int candidates, experts, pairs;
  const std::int32_t *demand, *least, *greatest, *candidate, *expert, *score;
};

struct Result {
  bool optimal;
  long long total;
};

// Candidates, then experts, then one node that takes everything; the arcs of the pairs, then one from each expert.
Result solve(const Problem &problem) {
  const int sink = problem.candidates + problem.experts;
  std::vector<std::pair<int, int>> ends;
  ends.reserve(problem.pairs + problem.experts);
  for (int pair = 0; pair < problem.pairs; ++pair)
    ends.emplace_back(problem.candidate[pair], problem.candidates + problem.expert[pair]);
  for (int expert = 0; expert < problem.experts; ++expert) ends.emplace_back(problem.candidates + expert, sink);
  Graph graph;
  graph.build(sink + 1, ends.begin(), ends.end());

  Graph::ArcMap<int> lower(graph, 0), upper(graph, 1);
  Graph::ArcMap<std::int64_t> cost(graph, 0);
  Graph::NodeMap<int> supply(graph, 0);
  for (int pair = 0; pair < problem.pairs; ++pair) cost[graph.arc(pair)] = -std::int64_t(problem.score[pair]);
  for (int expert = 0; expert < problem.experts; ++expert) {
    const Graph::Arc arc = graph.arc(problem.pairs + expert);
    lower[arc] = problem.least[expert];
    upper[arc] = problem.greatest[expert];
  }
  int asked = 0;
  for (int candidate = 0; candidate < problem.candidates; ++candidate) {
    supply[graph.node(candidate)] = problem.demand[candidate];
    asked += problem.demand[candidate];
  }
  supply[graph.node(sink)] = -asked;

  Simplex simplex(graph);
  simplex.lowerMap(lower).upperMap(upper).costMap(cost).supplyMap(supply);
  if (simplex.run() != Simplex::OPTIMAL) return {false, 0};
  return {true, -simplex.totalCost<long long>()};
}

int main(int count, char **arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: lemon FILE.asg\n");
    return 2;
  }
  std::ifstream file(arguments[1], std::ios::binary | std::ios::ate);
  std::vector<std::int32_t> words(file ? std::size_t(file.tellg()) / 4 : 0);
  file.seekg(0);
  file.read(reinterpret_cast<char *>(words.data()), std::streamsize(words.size() * 4));
  if (!file || words.size() < 5 || words[0] != 0x41534731) {
    std::fprintf(stderr, "%s is not an .asg file\n", arguments[1]);
    return 3;
  }
  Problem problem{words[1], words[2], words[3], nullptr, nullptr, nullptr, nullptr, nullptr, nullptr};
  const std::int32_t *column = words.data() + 5;
  problem.demand = column;
  problem.least = problem.demand + problem.candidates;
  problem.greatest = problem.least + problem.experts;
  problem.candidate = problem.greatest + problem.experts;
  problem.expert = problem.candidate + problem.pairs;
  problem.score = problem.expert + problem.pairs;

  using Clock = std::chrono::steady_clock;
  double spent = 0;
  int repetitions = 0;
  Result result{};
  while (spent < 0.02) {
    const auto start = Clock::now();
    result = solve(problem);
    spent += std::chrono::duration<double>(Clock::now() - start).count();
    ++repetitions;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("{\"seconds\":%.9f,\"status\":\"%s\",\"total\":", spent / repetitions,
              result.optimal ? "optimal" : "infeasible");
  if (result.optimal)
    std::printf("%lld", result.total);
  else
    std::printf("null");
  std::printf(",\"parts\":1,\"peakMB\":%ld}\n", usage.ru_maxrss / 1024);
}
