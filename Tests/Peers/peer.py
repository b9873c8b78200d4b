"""One peer solves problems in a process of its own and prints a line of JSON for each.

usage: peer.py ortools|highs|highs-mip total|unmet|fair|groups|random|perturbed|repair FILE.asg… [--units FILE|N]

UNITS is a file with the unit of each expert, one a line, or a number by which those that leave the same remainder are
of one unit. `unmet` tells how many of the experts asked for no assignment can give.

Timed are the building of the peer's own problem and its solving; reading the file and converting its columns to the
types that the peer takes are not, nor is taking the solution out. Work under 20 ms is repeated for as long and the mean
taken, as `benchmark` does.
"""
import argparse
import json
import resource
import time

import numpy as np

import instance as assignment

SHORTEST = 0.02
# No pair more likely than this under random and perturbed.
CAP = (4, 5)
# Perturbed maximisation: a chance x is worth x − SLOPE·x², in so many straight pieces.
PIECES = 10
SLOPE = (121, 1024)


def repeated(solve):
    spent, count = 0.0, 0
    while spent < SHORTEST:
        start = time.perf_counter()
        result = solve()
        spent += time.perf_counter() - start
        count += 1
    return result, spent / count


class FlowProblem:
    """Columns of arcs and supplies for OR-Tools' SimpleMinCostFlow; each candidate is asked for `units` × its demand.

    Least loads are met by giving every expert that much to receive and the last node the rest.
    """

    def __init__(self, problem, units=1):
        from ortools.graph.python import min_cost_flow

        self.make = min_cost_flow.SimpleMinCostFlow
        self.problem = problem
        people, judges = problem.candidates, problem.experts
        self.nodes = people + judges + 1
        self.arcs = []
        supplies = [problem.demand, -problem.least, [problem.least.sum() - problem.demand.sum()]]
        self.supplies = np.concatenate(supplies).astype(np.int64) * units
        experts = people + np.arange(judges)
        self.add(experts, np.full(judges, people + judges), units * (problem.greatest - problem.least), np.zeros(judges))

    def add(self, tails, heads, capacities, costs):
        count = len(tails)
        capacities = np.broadcast_to(capacities, (count,))
        self.arcs.append([np.ascontiguousarray(c, dtype=np.int64) for c in (tails, heads, capacities, costs)])

    def add_pairs(self, capacity, costs, tails=None):
        problem = self.problem
        tails = problem.candidate if tails is None else tails
        self.add(tails, problem.candidates + problem.expert, capacity, costs)

    def add_nodes(self, count):
        first = self.nodes
        self.nodes += count
        self.supplies = np.concatenate([self.supplies, np.zeros(count, np.int64)])
        return first

    def ready(self):
        flow = self.make()
        for columns in self.arcs:
            flow.add_arcs_with_capacity_and_unit_cost(*columns)
        flow.set_nodes_supplies(np.arange(self.nodes), self.supplies)
        return flow

    def solve(self):
        flow = self.ready()
        status = flow.solve()
        self.solved = flow
        if status == flow.OPTIMAL:
            return "optimal", -flow.optimal_cost()
        if status in (flow.INFEASIBLE, flow.UNBALANCED):
            return "infeasible", None
        raise SystemExit(f"OR-Tools ends with {status}")


def ortools(job, problem, units):
    """The total in units of 1 ÷ (scale × the second value)."""
    if job == "total":
        flow = FlowProblem(problem)
        flow.add_pairs(1, -problem.score)
        return flow, 1
    if job == "random":
        flow = FlowProblem(problem, CAP[1])
        flow.add_pairs(CAP[0], -problem.score)
        return flow, CAP[1]
    if job == "perturbed":
        # The chord of x − βx² from j to j + 1 pieces rises by 1 − β (2j + 1) ÷ pieces; in whole numbers.
        flow, (above, below) = FlowProblem(problem, PIECES), SLOPE
        for piece in range(PIECES * CAP[0] // CAP[1]):
            flow.add_pairs(1, -problem.score * (below * PIECES - above * (2 * piece + 1)))
        return flow, PIECES * below * PIECES
    if job == "groups":
        flow = FlowProblem(problem)
        of_pair = units[problem.expert]
        keys, node = np.unique(problem.candidate * (units.max() + 1) + of_pair, return_inverse=True)
        first = flow.add_nodes(len(keys))
        flow.add(keys // (units.max() + 1), first + np.arange(len(keys)), 1, np.zeros(len(keys)))
        flow.add_pairs(1, -problem.score, tails=first + node)
        return flow, 1
    raise SystemExit(f"OR-Tools does not do {job} here")


class Shortage:
    """How much of the demand no assignment meets; least loads are left out."""

    def __init__(self, problem):
        self.flow = FlowProblem(problem)
        self.flow.add_pairs(1, np.zeros(problem.pairs))
        self.asked = int(problem.demand.sum())

    def solve(self):
        solver = self.flow.ready()
        solver.solve_max_flow_with_min_cost()
        return "optimal", self.asked - solver.maximum_flow()


class Repairs:
    """Ten withdrawals, each alone, of the experts with the greatest load; a pair that stood is worth 0.05 more."""

    def __init__(self, problem):
        self.problem = problem
        flow = FlowProblem(problem)
        flow.add_pairs(1, -problem.score)
        flow.solve()
        self.stood = self.chosen(flow)
        loads = np.bincount(problem.expert[self.stood], minlength=problem.experts)
        self.withdrawn = np.argsort(-loads, kind="stable")[:10]

    def chosen(self, flow):
        first = self.problem.experts
        return flow.solved.flows(np.arange(first, first + self.problem.pairs)) > 0

    def solve(self):
        problem, total = self.problem, 0
        for expert in self.withdrawn:
            flow = FlowProblem(problem)
            worth = problem.score + np.where(self.stood, problem.scale // 20, 0)
            flow.add_pairs(np.where(problem.expert == expert, 0, 1), -worth)
            status, _ = flow.solve()
            if status != "optimal":
                return status, None
            total += int(problem.score[self.chosen(flow)].sum())
        return "optimal", total


class LinearProgram:
    """The transport problem for HiGHS; its vertices are whole, so the linear optimum is the assignment's."""

    def __init__(self, problem, whole, units=None):
        import highspy
        import scipy.sparse as sparse

        self.highs, self.whole = highspy, whole
        people, judges, pairs = problem.candidates, problem.experts, problem.pairs
        rows = [problem.candidate, people + problem.expert]
        low, high = [problem.demand, problem.least], [problem.demand, problem.greatest]
        if units is not None:
            keys, row = np.unique(problem.candidate * (units.max() + 1) + units[problem.expert], return_inverse=True)
            rows.append(people + judges + row)
            low.append(np.zeros(len(keys)))
            high.append(np.ones(len(keys)))
        columns = np.tile(np.arange(pairs), len(rows))
        self.low, self.high = (np.concatenate(bounds).astype(float) for bounds in (low, high))
        ones = np.ones(len(columns))
        self.matrix = sparse.csc_matrix((ones, (np.concatenate(rows), columns)), shape=(len(self.low), pairs))
        self.gain = problem.score.astype(float)

    def solve(self):
        return self.best(self.gain, self.matrix, self.low, self.high)

    def best(self, gain, matrix, low, high, free=0):
        """The greatest gain, in which the last `free` columns need not be from 0 to 1."""
        highspy, pairs = self.highs, len(gain)
        program = highspy.HighsLp()
        program.num_col_, program.num_row_ = pairs, len(low)
        program.sense_ = highspy.ObjSense.kMaximize
        upper = np.ones(pairs)
        upper[pairs - free:] = highspy.kHighsInf
        program.col_cost_, program.col_lower_, program.col_upper_ = gain, np.zeros(pairs), upper
        program.row_lower_, program.row_upper_ = low, high
        program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        program.a_matrix_.start_, program.a_matrix_.index_ = matrix.indptr, matrix.indices
        program.a_matrix_.value_ = matrix.data
        if self.whole:
            program.integrality_ = [highspy.HighsVarType.kInteger] * pairs
        solver = highspy.Highs()
        solver.setOptionValue("output_flag", False)
        solver.setOptionValue("threads", 1)
        if self.whole:
            solver.setOptionValue("mip_rel_gap", 0.0)
            solver.setOptionValue("mip_abs_gap", 0.5)
        solver.passModel(program)
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            value = solver.getInfo().objective_function_value
            if abs(value - round(value)) > 0.01:
                raise SystemExit(f"HiGHS's total {value} is not whole")
            return "optimal", round(value)
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return "infeasible", None
        raise SystemExit(f"HiGHS ends with {solver.modelStatusToString(status)}")


class Fairest(LinearProgram):
    """The largest least sum of a candidate, then the largest total: two mixed-integer programs.

    Where every demand is one number, that sum and the sum by demand rank alike. Scores have to be small, as HiGHS takes
    a row for kept that misses its bound by a millionth of its numbers.
    """

    def __init__(self, problem):
        super().__init__(problem, True)
        import scipy.sparse as sparse

        people, pairs = problem.candidates, problem.pairs
        sums = sparse.csc_matrix((self.gain, (problem.candidate, np.arange(pairs))), shape=(people, pairs))
        least = sparse.csc_matrix(np.concatenate([np.zeros(len(self.low)), -np.ones(people)])[:, None])
        self.sums = sparse.vstack([self.matrix, sums]).tocsc()
        self.levelled = sparse.hstack([self.sums, least]).tocsc()
        self.people = people

    def bounds(self, least):
        infinite = np.full(self.people, self.highs.kHighsInf)
        return np.concatenate([self.low, np.full(self.people, least)]), np.concatenate([self.high, infinite])

    def solve(self):
        gain = np.concatenate([np.zeros(len(self.gain)), [1.0]])
        status, worst = self.best(gain, self.levelled, *self.bounds(0.0), free=1)
        if status != "optimal":
            return status, None
        status, total = self.best(self.gain, self.sums, *self.bounds(worst - 0.5))
        return status, [total, worst]


def ready(solver, job, problem, units):
    if solver == "ortools":
        whole = {"repair": (Repairs, 10), "unmet": (Shortage, 1)}
        if job in whole:
            make, parts = whole[job]
            return make(problem), parts
        return ortools(job, problem, units)
    if job == "total" or (job == "groups" and solver == "highs-mip"):
        return LinearProgram(problem, solver == "highs-mip", units if job == "groups" else None), 1
    if job == "fair" and solver == "highs-mip":
        return Fairest(problem), 1
    raise SystemExit(f"{solver} does not do {job} here")


def units_of(problem, given):
    if given is None:
        return None
    if given.isdigit():
        return np.arange(problem.experts) % int(given)
    return np.loadtxt(given, dtype=np.int64, ndmin=1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("solver")
    parser.add_argument("job")
    parser.add_argument("files", nargs="+")
    parser.add_argument("--units")
    options = parser.parse_args()
    for path in options.files:
        problem = assignment.read(path)
        work, parts = ready(options.solver, options.job, problem, units_of(problem, options.units))
        (status, total), seconds = repeated(work.solve)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        line = {"seconds": seconds, "status": status, "total": total, "parts": parts, "peakMB": peak}
        print(json.dumps(line), flush=True)


if __name__ == "__main__":
    main()
