#!/usr/bin/env bash
# NumPy 2.4.6 (its wheel's OpenBLAS, Linux x86-64): behind a matrix product of 0.1 ms a processor is
# kept busy for 50 ms more, while the program does nothing.
#
# Expected: a product of (128, 20) and (20, 784) takes its own time, and no more.
# Seen: OpenBLAS gives it to several threads, which then wait for the next one without letting the
# processor go. A program that sleeps for 0.1 s behind it has used tens of milliseconds by then. With
# 16 rows, too few to be shared, or with OPENBLAS_NUM_THREADS=1, it has used none. A network in
# another library that runs between such products has a core less: ai-edge-litert 2.3.0 took 1.5
# times as long on two cores.
#
# Who meets it: whoever alternates small NumPy products with a runtime that has threads of its own
# (LiteRT, ONNX Runtime, decoders).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet numpy==2.4.6

cat > "$folder/spin.py" <<'PYTHON'
import sys
import time
from statistics import median

import numpy as np

one, other = np.ones((int(sys.argv[1]), 20), np.float32), np.ones((20, 784), np.float32)
one @ other
time.sleep(0.3)
used = []
for _ in range(7):
    one @ other
    started = time.process_time()
    time.sleep(0.1)
    used.append(1000 * (time.process_time() - started))
print(median(used))
PYTHON

if [ "$(nproc)" -lt 2 ]; then
    echo "takes two processors to be seen"
    exit 1
fi
many=$("$folder/venv/bin/python" "$folder/spin.py" 128)
few=$("$folder/venv/bin/python" "$folder/spin.py" 16)
alone=$(OPENBLAS_NUM_THREADS=1 "$folder/venv/bin/python" "$folder/spin.py" 128)
echo "processor time in 100 ms of sleep behind a product: $many ms of 128 rows," \
    "$few ms of 16 rows, $alone ms of 128 rows with one thread"
python3 - "$many" "$few" "$alone" <<'PYTHON'
import sys

many, few, alone = map(float, sys.argv[1:])
sys.exit(not (many > 15 and few < 5 and alone < 5))
PYTHON
