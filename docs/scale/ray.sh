#!/bin/sh
# A class on a Ray cluster. Every machine has the same kit, with Ray: pip install 'tensorgrade[ray]'. Then
#
#   sh ray.sh head            # on the machine that has handed_in/ and course/, and gets graded/
#   sh ray.sh node HEAD       # on each other one; HEAD is the address of the first
#   sh ray.sh grade           # on the first
#   sh ray.sh stop            # on each
#
# Whoever reaches Ray's ports runs code there: keep them inside a network of your own.
set -eu
case "$1" in
head) ray start --head --port=6379 ;;
node) ray start --address="$2:6379" ;;
grade) grade batch handed_in --course course --out graded --engine ray --ray-address auto --gpu-share "${GPU_SHARE:-1}" ;;
stop) ray stop ;;
esac
