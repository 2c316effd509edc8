export {}
//# sourceMappingURL=role.js.map
