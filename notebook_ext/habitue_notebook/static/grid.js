import { view } from "./shared.js";

export default view({ name: "grid" });
