# Functions of .ci/run and .ci/nightly. Both run their steps from the repository's root.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export CI=true
failed_steps=()

# Runs a script of package.json, with the Node and pnpm of this repository.
pnpm_run() { node scripts/toolchain.cjs run "$@"; }

# step NAME COMMAND…: runs the command, and prints its result and its time. A failure does not stop the later steps.
step() {
  local name=$1 started=$SECONDS result=passed
  shift
  echo "== $name: $*"
  "$@" </dev/null || result=failed
  [ "$result" = passed ] || failed_steps+=("$name")
  echo "== $name: $result in $((SECONDS - started)) s"
}

# wanted NAME WORDS…: returns whether the words contain the name, or are none.
wanted() {
  local name=$1
  shift
  [ $# -eq 0 ] || [[ " $* " == *" $name "* ]]
}

# known "NAMES…" WORDS…: ends the script with exit code 2 if a word is none of the names.
known() {
  local names=$1 word
  shift
  for word in "$@"; do
    [[ " $names " == *" $word "* ]] || { echo "a step must be one of $names, not $word" >&2; exit 2; }
  done
}
