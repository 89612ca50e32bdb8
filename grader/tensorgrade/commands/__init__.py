"""The commands of `grade`: a module or a package each, found by being here.

A command says for whom it is, and what it does:

    AUDIENCE = "student"  # or "instructor", "author": where `grade --help` lists it

    @click.command()
    @click.argument("name")
    def command(name: str) -> Status:
        '''The help, whose first sentence `grade --help` shows.'''
        return Status.done

`grade --help` reads both from the source, so that it imports no command. A module without an AUDIENCE is none.
"""
