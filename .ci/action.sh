#!/usr/bin/env bash
# The script of action.yml: lints, writes the SARIF log and the summary of the job, and hands on the exit code, which fails
# the job in a later step. Inputs come as HALE_* variables.
set -euo pipefail
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
: "${GITHUB_ACTION_PATH:?}" "${GITHUB_OUTPUT:?}" "${RUNNER_TEMP:?}"

lines() { grep -v '^[[:space:]]*$' <<< "$1" || true; }
mapfile -t paths < <(lines "${HALE_PATHS-.}" | tr -d '\r')
mapfile -t args < <(lines "${HALE_ARGS-}" | tr -d '\r')
sarif=${HALE_SARIF:-hale.sarif}
summary=$(mktemp "$RUNNER_TEMP/hale-summary-XXXXXX")
trap 'rm -f "$summary"' EXIT
rm -f -- "$sarif" # What an earlier step left must not be uploaded as this one's.

if [ -n "${HALE_VERSION-}" ]; then
  hale=(dotnet tool exec "Hale.Cli@$HALE_VERSION" --yes --)
else
  # In the action's folder, so that neither global.json nor Directory.Build.props of the workspace matters.
  (cd "$GITHUB_ACTION_PATH" && dotnet build src/Cli --configuration Release --output "$RUNNER_TEMP/hale" --verbosity quiet -nologo) >&2
  hale=(dotnet "$RUNNER_TEMP/hale/hale.dll")
fi

code=0
"${hale[@]}" check --format github --output-format "sarif=$sarif" --output-format "markdown=$summary" \
  --fail-on "${HALE_FAIL_ON:-warning}" ${args[@]+"${args[@]}"} -- ${paths[@]+"${paths[@]}"} || code=$?

# A line end in the name would be another output.
printf 'sarif=%s\ncode=%s\n' "${sarif//[$'\r\n']/}" "$code" >> "$GITHUB_OUTPUT"
if [ -n "${GITHUB_STEP_SUMMARY-}" ]; then
  cat "$summary" >> "$GITHUB_STEP_SUMMARY"
fi
