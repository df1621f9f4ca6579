// What a component watches while it is on the page, and leaves alone once it has gone.

// For a component's function to return: Streamlit calls it when the component goes.  It calls that of a drawing that was
// overtaken while scripts still loaded, too; only that of the newest drawing counts.
function whileShown(component, observe, rest) {
  const drawing = (component.drawing = {});
  component.observers ??= observe();
  return () => {
    if (component.drawing !== drawing) return;
    for (const observer of component.observers) observer.disconnect();
    component.observers = null;
    rest?.();
  };
}

function resizing(element, draw) {
  const observer = new ResizeObserver(draw);
  observer.observe(element);
  return observer;
}

function attributesOf(element, draw) {
  const observer = new MutationObserver(draw);
  observer.observe(element, { attributes: true });
  return observer;
}
