"""The command `register`: the program made known to the user's desktop."""

import click


@click.command("register")
@click.option("--remove", is_flag=True, help="Undo it.")
def command(remove: bool) -> None:
    """Have reviews (.tagproof) opened with this program.

    For this user alone. On Linux the standalone program comes into the menu as well, with its
    manual and completion.
    """
    from core.registration import register

    click.echo(register(remove=remove))
