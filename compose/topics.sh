#!/usr/bin/env bash
# Creates the topics on a broker: `topics.sh HOST:PORT`. Existing topics stay unchanged.
set -euo pipefail

create() { # create NAME PARTITIONS [CONFIG]…
    local name=$1 partitions=$2
    shift 2
    /opt/kafka/bin/kafka-topics.sh --bootstrap-server "$broker" --create --if-not-exists --topic "$name" \
        --partitions "$partitions" --replication-factor 1 "${@/#/--config=}"
}

broker=$1
create mask-export.requests.v1 1
create mask-export.tasks.v1 1
create mask-export.control.v1 1
create mask-export.events.v1 4
create mask-export.dead-letters.v1 1 retention.ms=2592000000
