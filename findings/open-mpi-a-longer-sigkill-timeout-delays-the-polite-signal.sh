#!/usr/bin/env bash
# Open MPI 4.1.4 (Debian 12: openmpi-bin 4.1.4-3+b1): "odls_base_sigkill_timeout" is described as the time between the polite signal and the kill, so who needs longer to save
# something on Ctrl-C raises it. It is also the time before the polite signal: when mpirun is interrupted, a rank gets SIGCONT at once, SIGTERM only after the timeout, and SIGKILL after
# the timeout once more. With the usual 1 second a rank hears of Ctrl-C after 1 second; with 4, after 4, and works on till then as if nothing had been asked.
# A rank that is to stop soon can listen to SIGCONT.
#
# Seen: "timeout 1: CONT after 0 s, TERM after 1 s" and "timeout 4: CONT after 0 s, TERM after 4 s".
# Exit code 0 as long as that is so. Needs Debian 12 with a package source; installs nothing outside of a temporary folder.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"

cd "$folder"
packages=$(apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances openmpi-bin | grep -E '^(openmpi|libopenmpi|libpmix|libevent|libhwloc|libucx|libfabric|libpsm|librdmacm|libibverbs|libmunge|libltdl|libnuma|libxnvctrl|libnl|ocl-icd)' | sort -u)
apt-get download -q $(for package in $packages; do [ "$package" = openmpi-bin ] && echo "openmpi-bin=4.1.4-3+b1" || echo "$package"; done) > /dev/null
for package in *.deb; do dpkg -x "$package" unpacked; done

libraries=$(find "$folder/unpacked" -name '*.so*' -printf '%h\n' | sort -u | paste -sd:)
export OPAL_PREFIX="$folder/unpacked/usr" LD_LIBRARY_PATH="$libraries" OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1

cat > rank.sh <<'RANK'
#!/usr/bin/env bash
trap 'echo "CONT $EPOCHREALTIME" >> "$1"' CONT
trap 'echo "TERM $EPOCHREALTIME" >> "$1"; exit 0' TERM
echo "ready $EPOCHREALTIME" >> "$1"
while :; do sleep 0.02; done
RANK
chmod +x rank.sh

seconds_after() { awk -v start="$1" -v name="$2" '$1 == name { printf "%.0f", $2 - start; exit }' "$3"; }

for timeout in 1 4; do
    log="$folder/log$timeout"
    "$folder/unpacked/usr/bin/mpirun.openmpi" --mca odls_base_sigkill_timeout "$timeout" -n 1 "$folder/rank.sh" "$log" > /dev/null 2>&1 &
    launcher=$!
    for _ in $(seq 600); do [ -s "$log" ] && break; sleep 0.1; done
    start=$EPOCHREALTIME
    kill -TERM "$launcher"
    wait "$launcher" || true
    echo "timeout $timeout: CONT after $(seconds_after "$start" CONT "$log") s, TERM after $(seconds_after "$start" TERM "$log") s"
done | tee seen

[ "$(cat seen)" = "timeout 1: CONT after 0 s, TERM after 1 s
timeout 4: CONT after 0 s, TERM after 4 s" ]
