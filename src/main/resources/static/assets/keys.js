/* Makes the tasklist quicker with the keyboard: j and k move between tasks, Enter opens as ever. Nothing needs it. */
(function () {
  "use strict";

  function links() {
    return Array.from(document.querySelectorAll("#tasks h3 a"));
  }

  document.querySelectorAll("[data-keys]").forEach(function (hint) {
    hint.hidden = false;
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    // Only while the list has the focus, so that nobody who dictates or mistypes triggers it elsewhere.
    if (!event.target.closest("#tasks")) return;
    var step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
    var all = links();
    if (step === 0 || all.length === 0) return;
    var at = all.indexOf(document.activeElement);
    var next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + step));
    all[next].focus();
    all[next].scrollIntoView({ block: "nearest" });
    event.preventDefault();
  });
})();
