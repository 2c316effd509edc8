export {}
//# sourceMappingURL=hub.js.map
