/** The path of a route that stands for all that is not the hub's. */
export const elsewhere = '/'
/** Whether a path is the API's, where even what does not exist is told as JSON. */
export const isApiPath = (path) => path === '/hub/api' || path.startsWith('/hub/api/')
//# sourceMappingURL=route.js.map
