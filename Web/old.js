/**
 * For browsers that know no modules: goes to the page without script, which can do the same. Written in the JavaScript of
 * 2009, because nothing newer runs there.
 */
/* eslint-disable no-var */
;(function () {
  var address = window.location
  if (/[?&]script=none(&|$)/.test(address.search)) return
  address.replace(address.pathname + (address.search ? address.search + "&" : "?") + "script=none")
})()
