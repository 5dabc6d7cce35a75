/*
 * Draws the path through a model: the model as it was deployed, and on it what was done, which ways were taken and where the
 * process is now. The list below the picture says the same without it.
 */
(function () {
  "use strict";

  var figure = document.getElementById("process");
  if (!figure || !window.BpmnJS) return;
  figure.hidden = false;

  // Colours are the page's own, so that the picture follows the scheme of the reader.
  var viewer = new window.BpmnJS({
    container: document.getElementById("picture"),
    bpmnRenderer: {
      defaultFillColor: "var(--process-fill)",
      defaultStrokeColor: "var(--process-line)",
      defaultLabelColor: "var(--process-text)"
    },
    // the wheel moves the page
    zoomScroll: { enabled: false }
  });
  var canvas = viewer.get("canvas");

  function answer(address, read) {
    return fetch(address, { credentials: "same-origin" }).then(function (got) {
      if (!got.ok) throw new Error(address + ": " + got.status);
      return read(got);
    });
  }

  function mark(ids, marker) {
    var elements = viewer.get("elementRegistry");
    ids.forEach(function (id) {
      if (!elements.get(id)) return;
      canvas.addMarker(id, marker);
      if (elements.get(id + "_label")) canvas.addMarker(id + "_label", marker);
    });
  }

  // The colour of a way is its own, so that its arrow has it, too.
  function take(id) {
    var way = viewer.get("elementRegistry").get(id);
    if (!way || !way.waypoints) return;
    way.di.set("bioc:stroke", "var(--path)");
    viewer.get("graphicsFactory").update("connection", way, canvas.getGraphics(way));
  }

  // All of it in the middle, with some air around it.
  function whole() {
    canvas.zoom("fit-viewport", "auto");
    var outer = canvas.viewbox().outer;
    canvas.zoom(canvas.zoom() * 0.94, { x: outer.width / 2, y: outer.height / 2 });
  }

  // As large as fits, but never so small that nobody can read it: then its beginning is shown, and one can move along.
  function fit() {
    whole();
    if (canvas.zoom() >= 0.5) return;
    var box = canvas.viewbox();
    canvas.zoom(0.6);
    canvas.viewbox({
      x: box.inner.x - 30,
      y: box.inner.y + box.inner.height / 2 - canvas.viewbox().height / 2,
      width: canvas.viewbox().width,
      height: canvas.viewbox().height
    });
  }

  var zooms = {
    in: function () { viewer.get("zoomScroll").stepZoom(1); },
    out: function () { viewer.get("zoomScroll").stepZoom(-1); },
    fit: whole
  };
  figure.querySelectorAll("[data-zoom]").forEach(function (button) {
    button.addEventListener("click", function () { zooms[button.dataset.zoom](); });
  });

  Promise.all([
    answer(figure.dataset.model, function (got) { return got.text(); }),
    answer(figure.dataset.path, function (got) { return got.json(); })
  ]).then(function (both) {
    return viewer.importXML(both[0]).then(function () {
      mark(both[1].done, "path-done");
      both[1].taken.forEach(take);
      mark(both[1].taken, "path-taken");
      mark(both[1].interrupted, "path-interrupted");
      mark(both[1].present, "path-present");
      fit();
      figure.dataset.drawn = "yes";
    });
  }).catch(function (error) {
    figure.hidden = true;
    console.error(error);
  });
})();
