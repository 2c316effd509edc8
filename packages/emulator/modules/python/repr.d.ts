/** How Python prints a value that came as JSON: the hub's errors show such. */
export declare function repr(value: unknown): string
/** How Python prints the type of a value that came as JSON. */
export declare function reprType(value: unknown): string
/** Whether Python takes a value that came as JSON for true. */
export declare function isTruthy(value: unknown): boolean
/** Whether a value is what Python reads from a JSON object. */
export declare function isDict(value: unknown): value is Record<string, unknown>
/** The name of the Python type that a JSON value is read as. */
export declare function typeName(value: unknown): string
//# sourceMappingURL=repr.d.ts.map
