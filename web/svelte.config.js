// The desk's components need no preprocessing: their TypeScript is all types.
export default {};
