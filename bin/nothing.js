/** Stands in for packages that are left out of the bundle. */
const nothing = () => undefined;
export default nothing;
// The name by which conf asks for its validator.
export { nothing as Ajv2020 };
