#!/usr/bin/env bash
# Feeds the generator of simulations to programs that test generators, and says what they found.
#
#   Tests/Generators/generators.sh [BENCHMARK]
#
# BENCHMARK is the program, by default the release build. Asked are PractRand (RNG_test on the path; up to LENGTH bytes,
# 4GB unless said otherwise) where it is there, and dieharder (apt-get install dieharder) with the tests in TESTS: of all
# its tests those that finish in minutes. Three inputs: the words of one stream; eight words of each of 4,096 neighbouring
# streams in turn; normals brought back to even numbers. Ends with 1 where a test fails; "weak" (one p value in a
# hundred) is tried again with more numbers until it passes or fails (-Y 1).
set -uo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
benchmark=${1:-$here/../../.build/release/benchmark}
length=${LENGTH:-4GB}
tests=${TESTS:-0 1 2 3 4 8 9 10 11 12 13 15 16 17 100 101 102}
failures=0
asked=0

inputs=('--kind words' '--kind words --streams 4096' '--kind normals')
for input in "${inputs[@]}"; do
  # shellcheck disable=SC2086
  if command -v RNG_test >/dev/null; then
    asked=1
    report=$("$benchmark" bits $input | RNG_test stdin32 -tlmax "$length")
    printf '%s\n' "PractRand, $input:" "$report"
    grep -q FAIL <<<"$report" && failures=$((failures + 1))
  fi
  command -v dieharder >/dev/null || continue
  asked=1
  for test in $tests; do
    # shellcheck disable=SC2086
    report=$("$benchmark" bits $input | dieharder -g 200 -Y 1 -d "$test" 2>/dev/null | grep -E 'PASSED|WEAK|FAILED')
    printf '%s\n' "dieharder, $input:" "$report"
    grep -q FAILED <<<"$report" && failures=$((failures + 1))
  done
done
if [[ $asked == 0 ]]; then
  echo "neither RNG_test (PractRand) nor dieharder is there" >&2
  exit 2
fi
echo "$failures failed"
[[ $failures == 0 ]]
