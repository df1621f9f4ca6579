"""What this page's own style says: the bar in one row, and no more room around than the screen can spare."""

STYLE = """<style>
[data-testid=stMainBlockContainer]:has(.st-key-playground-bar) { padding: 3.6rem 1rem 0.25rem; }
[data-testid=stMainBlockContainer]:has(.st-key-playground-bar) > [data-testid=stVerticalBlock] { gap: 0.35rem; }
.st-key-playground-bar h1 { font-size: 1.15rem; padding: 0 0.5rem 0.4rem 0; }
.st-key-playground-bar label { min-height: 0; margin-bottom: 0; }
.st-key-playground-bar label p { font-size: 0.8rem; }
.st-key-playground-bar :is([data-testid=stButton] button, [role=group]) { min-height: 2.1rem; height: 2.1rem; }
:is(.st-key-playground-undo, .st-key-playground-again) button [data-testid=stMarkdownContainer] {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
</style>"""
