"""What this page's own style says: the bar in one row, and no more room around than the screen can spare."""

STYLE = """<style>
[data-testid=stMainBlockContainer]:has(.st-key-race-bar) { padding: 3.6rem 1rem 0.25rem; }
[data-testid=stMainBlockContainer]:has(.st-key-race-bar) > [data-testid=stVerticalBlock] { gap: 0.35rem; }
.st-key-race-bar h1 { font-size: 1.15rem; padding: 0 0.5rem 0.4rem 0; }
.st-key-race-bar label { min-height: 0; margin-bottom: 0; }
.st-key-race-bar label p { font-size: 0.8rem; }
.st-key-race-bar :is([data-testid=stButton] button, [role=group]) { min-height: 2.1rem; height: 2.1rem; }
</style>"""
