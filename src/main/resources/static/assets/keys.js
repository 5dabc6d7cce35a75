/*
 * Makes the pages quicker; nothing needs it. / goes to the box for searching and ? says what keys there are. In the tasklist j and k move between tasks, and Enter opens as ever. A form is
 * sent once, however often its button is pressed.
 */
(function () {
  "use strict";

  document.querySelectorAll("[data-keys]").forEach(function (hint) {
    hint.hidden = false;
  });

  // A sheet says when it left the printer, and where it is from.
  addEventListener("beforeprint", function () {
    var when = document.querySelector("[data-printed]");
    if (!when) return;
    when.textContent = ", " + new Date().toISOString().slice(0, 16).replace("T", " ") + " UTC";
    document.querySelector("[data-place]").textContent = location.pathname + location.search;
  });

  // x selects the task that has the focus, a approves what is selected, r goes to the reason for sending it back.
  function decides(event) {
    var form = document.getElementById("together");
    if (!form) return false;
    var row = event.target.closest("li"); // none while the list as a whole has the focus
    var box = row && row.querySelector("input[form=together]");
    if (event.key === "x" && box) {
      box.checked = !box.checked;
      return true;
    }
    if (event.key === "a" && document.querySelector("#tasks input:checked")) {
      form.requestSubmit(form.querySelector("button[value=approve]"));
      return true;
    }
    if (event.key === "r") {
      document.getElementById("together-reason").focus();
      return true;
    }
    return false;
  }

  document.addEventListener("keydown", function (event) {
    // Only while the list has the focus, so that nobody who dictates or mistypes triggers it elsewhere.
    if (event.ctrlKey || event.metaKey || event.altKey || !event.target.closest("#tasks")) return;
    if (event.target.closest("#tasks") && decides(event)) {
      event.preventDefault();
      return;
    }
    var step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
    if (step === 0) return;
    var links = Array.from(document.querySelectorAll("#tasks h2 a"));
    var next = links[links.indexOf(document.activeElement) + step];
    if (next) next.focus();
    event.preventDefault();
  });

  // Not while somebody types, and not in a dialog.
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
    var find = document.getElementById("find");
    var help = document.getElementById("keys");
    if (event.key === "/" && find) {
      find.focus();
      find.select();
      event.preventDefault();
    } else if (event.key === "?" && help) {
      help.showModal();
      event.preventDefault();
    }
  });

  document.addEventListener("submit", function (event) {
    if (event.target.method === "dialog") return;
    if (event.target.dataset.sent) {
      event.preventDefault();
    }
    event.target.dataset.sent = "once";
    // what takes long says so
    var status = event.target.querySelector("[data-sending]");
    if (status) status.textContent = status.dataset.sending;
  });

  // What is being sent off is no draft any more.
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (event.detail.elt.dataset.sent) {
      event.preventDefault();
    }
  });

  // A draft that could not be kept, since the session or the task is over, says so: what stands there else is not true any more.
  ["htmx:responseError", "htmx:sendError"].forEach(function (failed) {
    document.addEventListener(failed, function () {
      var draft = document.getElementById("draft");
      if (draft) draft.textContent = draft.dataset.failed;
    });
  });

  // Whoever comes back to a page may send its form again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[data-sending]").forEach(function (status) {
        status.textContent = "";
      });
    });
  });
})();
