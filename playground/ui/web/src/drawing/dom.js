// Nodes of the page.  Text and lists are changed in place: in Chromium, a node that is removed anywhere ends what one
// Ctrl+Z takes back.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * A child that a page is known to have.
 * @param {ParentNode} parent
 * @param {string} selector
 */
export function part(parent, selector) {
  return /** @type {HTMLElement} */ (parent.querySelector(selector));
}

/**
 * @param {HTMLCanvasElement} canvas
 */
export function contextFor(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * Let a node say `text`.
 * @param {Node} node
 * @param {string} text
 */
export function say(node, text) {
  if (!node.firstChild) node.appendChild(new Text(text));
  else if (node.firstChild.nodeValue !== text) node.firstChild.nodeValue = text;
}

/**
 * One child for each item.
 * @template Item
 * @param {HTMLElement} parent
 * @param {Item[]} items
 * @param {() => HTMLElement} make a child
 * @param {(child: HTMLElement, item: Item) => void} change what a child shows
 */
export function list(parent, items, make, change) {
  while (parent.children.length < items.length) parent.append(make());
  /** @type {HTMLElement[]} */ ([...parent.children]).forEach((child, index) => {
    child.hidden = index >= items.length;
    if (!child.hidden) change(child, items[index]);
  });
}

/**
 * Where the pointer is in a node, and how large the node is, in its own CSS pixels, also where a page is zoomed by CSS.
 * @param {Element} node
 * @param {MouseEvent} event
 */
export function pointIn(node, event) {
  const box = node.getBoundingClientRect(), zoom = node.currentCSSZoom ?? 1;
  return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom, width: box.width / zoom, height: box.height / zoom };
}

/**
 * Lines of text beside the pointer, inside `root`; above it where there is no room below.
 * @param {HTMLElement} tip
 * @param {string[]} lines
 * @param {Element} root
 * @param {MouseEvent} event
 */
export function placeTip(tip, lines, root, event) {
  tip.textContent = lines.join("\n");
  const { x, y, width, height } = pointIn(root, event), below = y + 18, above = y - tip.offsetHeight - 6;
  tip.style.left = `${Math.max(Math.min(x + 14, width - tip.offsetWidth - 4), 0)}px`;
  tip.style.top = `${below + tip.offsetHeight > height && above > 0 ? above : below}px`;
}

/**
 * The context of a canvas as sharp as the screen, to draw on in CSS pixels.
 * @param {HTMLCanvasElement} canvas
 * @param {number} width
 * @param {number} height
 */
export function contextOf(canvas, width, height) {
  const ratio = (window.devicePixelRatio || 1) * (canvas.currentCSSZoom ?? 1);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = contextFor(canvas);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
