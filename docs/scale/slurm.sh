#!/bin/sh
# A class in 16 shards on a Slurm cluster. In the folder that has handed_in/ and course/, on a file system that all nodes share:
#
#   export SEED=20261130                                   # any number; whoever knows it knows the checks' inputs
#   sbatch --wait slurm.sh; grade merge parts/* --out graded
#
# One shard again, if merge says that it is missing: SHARD=7/16 sbatch --array=7 slurm.sh
#
#SBATCH --job-name=grade
#SBATCH --array=1-16
#SBATCH --cpus-per-task=4
#SBATCH --mem=8G
#SBATCH --time=04:00:00
#SBATCH --requeue
#SBATCH --output=grade-%A_%a.log
set -eu
grade batch handed_in --course course --seed "$SEED" --shard "${SHARD:-auto}" --out "parts/$SLURM_ARRAY_TASK_ID" \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" --isolation "${ISOLATION:-sealed}"
