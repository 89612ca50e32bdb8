#!/usr/bin/env bash
# Grades one submission: /grade/student in, /grade/results/results.json out.
set -u
cd /grade/student || exit 1
grade ci . --course "${COURSE:-/opt/course}" --platform prairielearn --fresh{asked}
if [ ! -f /grade/results/results.json ]; then
  mkdir -p /grade/results
  echo '{"gradable": false, "format_errors": ["The grader could not grade this; its log tells why."]}' > /grade/results/results.json
fi
