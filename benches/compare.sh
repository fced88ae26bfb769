#!/usr/bin/env bash
# Runs lenet and its peers in turn and prints the table of ratios: lenet's speed by that of the fastest peer. First come the
# medians, over all rounds; then, for machines that are not quiet, the shortest times.
#
#     benches/compare.sh --python V/bin/python --peers FOLDER [OPTION …]
#
#     --python FILE     a Python with the peers' packages              [PEERS_PYTHON]
#     --peers FOLDER    lenet_infer.py, lenet_train.py and conv.py     [PEERS]
#     --cache FOLDER    where the peers keep their files: LiteRT's     [PEERS_DIR, else as the peers choose]
#     --figures FILE    the program to measure                         [built from here]
#     --work "W …"      which of: infer modern-infer train modern-train conv networks    [all]
#     --threads "T …"   on how many threads                            [1 2]
#     --rounds N        how often everything runs                      [3]
#     --seconds S       for how long lenet measures each time          [1]
#     --infer "E …"     the peers of inference                         [litert ort ov]
#     --train "E …"     the peers of training                          [torch_eager torch_compile]
#     --conv "E …"      the peers of convolutions                      [torch_cl torch_mkldnn ort ov litert]
#     --networks "E …"  the peers of whole networks, by peers.py       [ort ov]
#     --simd avx2       lenet with these instructions, and only the peers that can be held to them: PyTorch, OpenVINO
#
# After each run of a peer follows one of lenet, so that both meet the same noise. Only single precision counts. A peer that
# fails is named and left out.
set -euo pipefail

usage() {
    echo "error: $1; the head of benches/compare.sh tells the options" >&2
    exit 2
}

python=${PEERS_PYTHON:-} peers=${PEERS:-} cache=${PEERS_DIR:-} figures=
work="infer modern-infer train modern-train conv networks" threads="1 2" rounds=3 seconds=1
infer="litert ort ov" train="torch_eager torch_compile" conv="torch_cl torch_mkldnn ort ov litert" networks="ort ov" simd=
while (($#)); do
    case $1 in
        --python | --peers | --cache | --figures | --work | --threads | --rounds | --seconds | --infer | --train | --conv | \
            --networks | --simd)
            (($# > 1)) || usage "$1 needs a value"
            printf -v "${1#--}" %s "$2"
            shift 2
            ;;
        *) usage "$1 is no option" ;;
    esac
done
[ -x "$(command -v "$python")" ] || usage "--python must be a program"
[ -e "$peers/lenet_infer.py" ] || usage "--peers must be the folder of lenet_infer.py"
for kind in $work; do
    [[ " infer modern-infer train modern-train conv networks " == *" $kind "* ]] || usage "--work $kind does not exist"
done
python=$(command -v "$python") python=$(realpath -s "$python") peers=$(realpath "$peers")
[ -z "$figures" ] || figures=$(realpath "$figures")
[ -z "$cache" ] || PEERS_DIR=$(realpath "$cache")
export ${PEERS_DIR:+PEERS_DIR}
# Torch's step times come in two modes otherwise.
export MALLOC_TRIM_THRESHOLD_=2000000000 MALLOC_MMAP_THRESHOLD_=2000000000
if [ -n "$simd" ]; then
    [ "$simd" = avx2 ] || usage "--simd must be avx2"
    export ONEDNN_MAX_CPU_ISA=AVX2 ATEN_CPU_CAPABILITY=avx2 MKL_ENABLE_INSTRUCTIONS=AVX2
    # ONNX Runtime and LiteRT have no such switch.
    infer="torch_functional torch_compile $infer"
    for engines in infer conv networks; do
        declare "$engines=$(tr ' ' '\n' <<<"${!engines}" | grep -vx 'ort\|litert' | xargs)"
    done
fi
cd "$(dirname "$0")/.."
results=$(mktemp)
trap 'rm -f "$results"' EXIT

if [ -z "$figures" ]; then
    cargo build --release -p benches --bin figures
    figures=${CARGO_TARGET_DIR:-target}/release/figures
fi

# One line of a result: who, what, the line of JSON.
record() {
    while read -r line; do
        printf '%s\t%s\t%s\n' "$1" "$2" "$line" >>"$results"
    done
}
lenet() {
    "$figures" "$@" ${simd:+--simd "$simd"} --threads "$t" --seconds "$seconds" --json 2>/dev/null | record lenet "$kind"
}
peer() {
    local script=$1 engine=$2
    shift 2
    "$python" "$script.py" --engine "$engine" --threads "$t" "$@" 2>/dev/null | record peer "$kind" ||
        echo "$engine fails at $kind on $t thread(s) and is left out" >&2
}

convolutions="3x224x224:64:7:2:3 64x56x56:64:3:1:1 64x56x56:64:1:1:0 128x28x28:128:3:1:1 256x14x14:256:3:1:1
    512x7x7:512:3:1:1 32x112x112:32:3:1:1:g32 16x14x14:32:5:1:2 6x14x14:16:5:1:0"

for ((round = 1; round <= rounds; round++)); do
    for kind in $work; do
        for t in $threads; do
            echo "round $round of $rounds: $kind, $t thread(s)" >&2
            variant=sigmoid
            [[ $kind == modern-* ]] && variant=relu
            case $kind in
                *infer)
                    for engine in $infer; do
                        peer "$peers/lenet_infer" "$engine" --variant "$variant"
                        for batch in 1 32 256; do
                            lenet --what "lenet5-$kind" --batch "$batch"
                        done
                    done
                    ;;
                *train)
                    for engine in $train; do
                        peer "$peers/lenet_train" "$engine" --variants "$variant"
                        for batch in 64 256; do
                            for optimizer in sgd adam; do
                                # The optimizer is not among the figures.
                                kind="$kind $optimizer" lenet --what "lenet5-$kind" --batch "$batch" --optimizer "$optimizer"
                            done
                        done
                    done
                    ;;
                conv)
                    for engine in $conv; do
                        peer "$peers/conv" "$engine"
                        for convolution in $convolutions; do
                            lenet --what "conv:$convolution"
                        done
                    done
                    ;;
                networks)
                    for engine in $networks; do
                        PYTHONPATH=$peers:tests/answers peer benches/peers "$engine"
                        for network in resnet8 dscnn vgg11 resnet18 mobilenet-v1 mobilenet-v2; do
                            lenet --what "$network-infer"
                        done
                    done
                    ;;
            esac
        done
    done
done

"$python" - "$results" <<'PYTHON'
import json, re, sys
from collections import defaultdict
from statistics import median

# times[work …, batch, threads][who]: medians and shortest times, in µs
times = defaultdict(lambda: defaultdict(list))
for line in open(sys.argv[1]):
    who, kind, line = line.rstrip("\n").split("\t")
    if not line.startswith("{"):
        continue
    r = json.loads(line)
    if who == "lenet":
        optimizer = kind.split()[1:]
        key = r["what"], *optimizer, r["batch"], r["threads"]
        times[key]["lenet"].append((r["median_us"], r["min_us"]))
        continue
    note = r.get("variant") or ""
    if note.startswith("FLOOR") or "default precision" in note:
        continue
    if kind == "conv":
        c, h, w, f, k, s, p, g = re.fullmatch(r"(\d+)x(\d+)x(\d+)->(\d+) k(\d+)s(\d+)p(\d+)(g\d+)?", r["model"]).groups()
        key = f"conv:{c}x{h}x{w}:{f}:{k}:{s}:{p}" + (f":{g}" if g else ""), r["batch"], r["threads"]
    elif kind == "networks":
        key = r["model"], r["batch"], r["threads"]
    elif kind.endswith("train"):
        key = f"lenet5-{kind}", "adam" if r["optim"].startswith("adam") else "sgd", r["batch"], r["threads"]
    else:
        key = f"lenet5-{kind}", r["batch"], r["threads"]
    who = r["engine"] + ("_fused" if "fused" in r.get("optim", "") else "")
    times[key][who].append((r["median_s"] * 1e6, r["min_s"] * 1e6))

def row(found, summary):
    """lenet's time, the fastest peer with its time, and the ratio."""
    times = {who: summary(samples) for who, samples in found.items()}
    ours = times.pop("lenet")
    name, theirs = min(times.items(), key=lambda item: item[1])
    return f"{ours:.1f} | {name} {theirs:.1f} | {theirs / ours:.2f}"

print("| work | batch | threads | lenet, µs | fastest peer, µs | ratio | shortest, µs | fastest peer, µs | ratio |")
print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
for (*work, batch, threads), found in times.items():
    if "lenet" in found and len(found) > 1:
        medians = row(found, lambda samples: median(m for m, _ in samples))
        shortest = row(found, lambda samples: min(s for _, s in samples))
        print(f"| {' '.join(work)} | {batch} | {threads} | {medians} | {shortest} |")
PYTHON
