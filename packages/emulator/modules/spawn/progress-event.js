export {}
//# sourceMappingURL=progress-event.js.map
