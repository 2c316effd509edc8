export {}
//# sourceMappingURL=logged-request.js.map
