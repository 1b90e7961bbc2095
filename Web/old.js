// deno-lint-ignore-file no-var no-window
/**
 * For browsers that know no modules: goes to the page without script, which can do the same. Written in the JavaScript of
 * 2009, because nothing newer runs there.
 */
;(function () {
  var address = window.location
  address.replace(address.pathname + (address.search ? address.search + "&" : "?") + "script=none")
})()
