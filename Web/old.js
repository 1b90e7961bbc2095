/** For browsers that know no modules: says so. Written in the JavaScript of 2009, because nothing newer runs there. */
/* eslint-disable no-var */
;(function () {
  window.onload = function () {
    var boot = document.getElementById("boot")
    if (boot) boot.firstChild.nodeValue = boot.getAttribute("data-old")
  }
})()
