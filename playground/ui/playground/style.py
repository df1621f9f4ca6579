"""The style of the playground and of the race: the bar in one row, and no room around that the screen cannot spare."""

BAR = ":is(.st-key-playground-bar, .st-key-race-bar)"
STYLE = f"""<style>
[data-testid=stMainBlockContainer]:has({BAR}) {{ padding: 3.6rem 1rem 0.25rem; }}
[data-testid=stMainBlockContainer]:has({BAR}) > [data-testid=stVerticalBlock] {{ gap: 0.35rem; }}
{BAR} h1 {{ font-size: 1.15rem; padding: 0 0.5rem 0.4rem 0; }}
{BAR} label {{ min-height: 0; margin-bottom: 0; }}
{BAR} label p {{ font-size: 0.8rem; }}
{BAR} :is([data-testid=stButton] button, [role=group]) {{ min-height: 2.1rem; height: 2.1rem; }}
:is(.st-key-playground-undo, .st-key-playground-again) button [data-testid=stMarkdownContainer] {{
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}}
</style>"""
