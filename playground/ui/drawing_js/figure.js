// A figure of a component: its heading, and taking it along as PNG and CSV.

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

// Text and lists are changed in place: in Chromium, a node that is removed anywhere ends what one Ctrl+Z takes back.

function say(node, text) {
  if (!node.firstChild) node.append(text);
  else if (node.firstChild.nodeValue !== text) node.firstChild.nodeValue = text;
}

// One child for each item.  make() a child; change(child, item) what it shows.
function list(parent, items, make, change) {
  while (parent.children.length < items.length) parent.append(make());
  [...parent.children].forEach((child, place) => {
    child.hidden = place >= items.length;
    if (!child.hidden) change(child, items[place]);
  });
}

// The line above a figure.  save: {picture, numbers}, what the two buttons do.
function figureHead(title, about, legend, save) {
  const button = (text, label, act) => {
    const made = element("button", { type: "button", className: "save", textContent: text, title: label, ariaLabel: label });
    made.addEventListener("click", act);
    return made;
  };
  return element("div", { className: "head" },
    element("b", { textContent: title }), element("span", { className: "about", textContent: about }), legend,
    element("span", { className: "saves" },
      button("PNG", `Save ${title} as PNG`, save.picture), button("CSV", `Save ${title} as CSV`, save.numbers)));
}

// Where the pointer is in a node, and how wide the node is, in its own CSS pixels, also where a page is zoomed by CSS.
function pointIn(node, event) {
  const box = node.getBoundingClientRect(), zoom = node.currentCSSZoom ?? 1;
  return { x: (event.clientX - box.left) / zoom, y: (event.clientY - box.top) / zoom, width: box.width / zoom, height: box.height / zoom };
}

// Lines of text beside the pointer, inside `root`.
function placeTip(tip, lines, root, event) {
  tip.textContent = lines.join("\n");
  const { x, y, width } = pointIn(root, event);
  tip.style.left = `${Math.max(Math.min(x + 14, width - tip.offsetWidth - 4), 0)}px`;
  tip.style.top = `${y + 18}px`;
}

// The canvas, as sharp as the screen, to draw on in CSS pixels.
function contextOf(canvas, width, height) {
  const ratio = (window.devicePixelRatio || 1) * (canvas.currentCSSZoom ?? 1);
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

// `draw(context)` draws the figure, `width` × `height`, below its title and the names of its lines.
function downloadPicture(title, width, height, theme, draw, lines = []) {
  const canvas = element("canvas", { width, height }), head = 30;
  draw(canvas.getContext("2d"));
  const whole = element("canvas", { width, height: height + head }), page = whole.getContext("2d");
  page.fillStyle = theme.background;
  page.fillRect(0, 0, width, height + head);
  page.fillStyle = theme.text;
  page.font = `bold 14px ${theme.font}`;
  page.fillText(title, 8, 20);
  let x = 24 + page.measureText(title).width;
  page.font = `12px ${theme.font}`;
  for (const line of lines) {
    page.fillStyle = colorOf(line, theme);
    page.fillRect(x, 14, 14, 3);
    page.fillStyle = theme.text;
    page.fillText(line.name, x + 18, 20);
    x += 32 + page.measureText(line.name).width;
  }
  page.drawImage(canvas, 0, head);
  whole.toBlob((blob) => download(blob, `${fileName(title)}.png`));
}

// columns: [name, (t) => value]; label: (t) => what is read there.
function downloadNumbers(title, timesteps, label, columns) {
  const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
  const lines = [["timestep", "read", ...columns.map(([name]) => name)].map(quoted).join(",")];
  for (let t = 0; t < timesteps; t++) lines.push([t + 1, quoted(label(t)), ...columns.map(([, value]) => value(t))].join(","));
  download(new Blob([lines.join("\n") + "\n"], { type: "text/csv" }), `${fileName(title)}.csv`);
}

function fileName(title) {
  return title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-|-$/g, "");
}

function download(blob, name) {
  const link = element("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
