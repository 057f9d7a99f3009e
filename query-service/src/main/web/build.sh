#!/usr/bin/env bash
# Builds the page into the folder $1, unless nothing has changed since it was built there; "test" as
# $2 also checks its types against the API's and runs its unit tests. Maven calls it; by hand: npm ci, npm run build.
set -euo pipefail

out="$1"
tests="${2:-}"
min_node=20.19.0
here="$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
stamp="$(dirname "$out")/../../web-built$tests"
cd "$here"

is_new_enough() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
}

is_built() {
  [ -e "$stamp" ] && [ -e "$out/index.html" ] || return 1
  [ -z "$(find . ../../../openapi.yaml -name node_modules -prune -o -name schema.d.ts -prune -o -newer "$stamp" -type f -print | head -n 1)" ]
}

if is_built; then
  exit 0
fi
if ! is_new_enough; then
  echo "The page needs Node.js $min_node or newer with npm, and found $(node --version 2>/dev/null || echo none)." >&2
  echo "Install it (nodejs.org, \"apt install nodejs npm\", \"brew install node\"), or build without the page: mvn -Dskip.web ..." >&2
  exit 1
fi
mkdir -p "$(dirname "$stamp")"
touch "$stamp.begun"
if ! cmp -s package-lock.json node_modules/.installed-lock.json; then
  npm ci --ignore-scripts
  cp package-lock.json node_modules/.installed-lock.json
fi
if [ "$tests" = test ]; then
  npm run --silent check
  npm test
fi
RIFFLE_WEB_OUT="$out" npm run --silent build
mv "$stamp.begun" "$stamp"
