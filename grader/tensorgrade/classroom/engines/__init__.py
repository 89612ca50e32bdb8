"""The engines that grade a class, one a file; the name of the file is what `--engine` takes."""
