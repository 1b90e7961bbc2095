// deno-lint-ignore-file no-var no-window
/** For browsers that know no modules: says so. Written in the JavaScript of 2009, because nothing newer runs there. */
;(function () {
  window.onload = function () {
    var boot = document.getElementById("boot")
    if (boot) boot.textContent = boot.getAttribute("data-old")
  }
})()
