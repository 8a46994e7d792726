// Writes the types and fields of the Kubernetes objects that a client can create, as one table.
// usage: npm install && node generate.mjs [--no-quantities] FILE
import { readdirSync, readFileSync, writeFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);
const release = "release-1.36";
const client = dirname(require.resolve("@kubernetes/client-node"));
const models = join(client, "gen", "models");

const args = process.argv.slice(2);
const withQuantities = !args.includes("--no-quantities");
const target = args.find(arg => !arg.startsWith("--"));

/** Types of the release, by name; models of older releases are left over in the package and have another header. */
function readTypes() {
    const types = new Map();
    for (const file of readdirSync(models).filter(name => name.endsWith(".js"))) {
        const name = file.slice(0, -3);
        const text = readFileSync(join(models, file), "utf8");
        if (text.includes(`OpenAPI spec version: ${release}\n`))
            types.set(name, fieldsOf(name, text));
    }
    return types;
}

function fieldsOf(name, text) {
    const map = text.match(/attributeTypeMap = (\[[\s\S]*?\n\]);/);
    const declared = readFileSync(join(models, `${name}.d.ts`), "utf8");
    return (map ? JSON.parse(map[1]) : []).map(field => ({
        name: field.baseName,
        isRequired: declared.includes(`\n    '${field.name}':`),
        code: codeOf(field.type, field.format),
    }));
}

function codeOf(type, format) {
    const list = type.match(/^(?:Array|Set)<(.*)>$/);
    if (list)
        return `[${codeOf(list[1], format)}]`;
    const map = type.match(/^\{ \[key: string\]: (.*); \}$/);
    if (map)
        return `{${codeOf(map[1], format)}}`;
    switch (type) {
        case "number": return format === "int64" ? "l" : format === "double" ? "d" : "i";
        case "string": return format === "byte" ? "y" : "s";
        case "boolean": return "b";
        case "Date": case "V1MicroTime": return "t";
        case "IntOrString": return "x";
        case "any": return "o";
        default: return type;
    }
}

/** Kinds that can be created or replaced in a plain collection: type name -> apiVersion, kind, plural, scope. */
function readKinds(types) {
    const kinds = new Map();
    const apis = join(client, "gen", "apis");
    for (const file of readdirSync(apis).filter(name => name.endsWith("Api.js"))) {
        for (const operation of readFileSync(join(apis, file), "utf8").split(/\n    async (?=(?:create|replace)\w*\()/).slice(1)) {
            const path = operation.match(/const localVarPath = '([^']*)'/)?.[1];
            const body = operation.match(/ObjectSerializer\.serialize\(body, "(\w+)"/)?.[1];
            const parts = path?.match(/^\/(?:api|apis\/([^/]+))\/([^/]+)\/(namespaces\/\{namespace\}\/)?([a-z]+)(?:\/\{name\})?$/);
            if (parts && types.has(body))
                kinds.set(body, kindOf(body, parts));
        }
    }
    return kinds;
}

function kindOf(type, [, group, version, namespaced, plural]) {
    return {
        apiVersion: group ? `${group}/${version}` : version,
        kind: type.replace(/^.*?V\d+(?:(?:alpha|beta)\d+)?(?=[A-Z])/, ""),
        plural,
        scope: namespaced ? "N" : "C",
    };
}

/** All types that the kinds reach, without the parts that only the server writes. */
function reach(types, kinds) {
    const reached = new Map();
    const waiting = [...kinds.keys()];
    while (waiting.length > 0) {
        const name = waiting.pop();
        if (reached.has(name))
            continue;
        const fields = types.get(name).filter(field => field.name !== "managedFields" && !(field.name === "status" && kinds.has(name)));
        reached.set(name, fields);
        waiting.push(...fields.map(field => field.code.replace(/[[\]{}]/g, "")).filter(code => types.has(code)));
    }
    return reached;
}

/** Fields that hold quantities such as 100m or 1Gi: the client calls them strings, kubernetes-models names them. */
function markQuantities(reached) {
    const root = dirname(require.resolve("kubernetes-models/package.json"));
    const folders = readdirSync(root, { recursive: true }).filter(path => /(^|\/)v\d\w*$/.test(path));
    for (const [type, fields] of reached) {
        const [, version, name] = type.match(/^.*?(V\d+(?:(?:alpha|beta)\d+)?)([A-Z].*)$/) ?? [];
        const declarations = folders.filter(folder => folder.split("/").pop() === version?.toLowerCase())
            .map(folder => join(root, folder, `${name}.d.ts`)).filter(existsSync);
        for (const file of declarations) {
            for (const field of quantitiesIn(readFileSync(file, "utf8"))) {
                const found = fields.find(candidate => candidate.name === field);
                if (found)
                    found.code = found.code.replace(/s/, "q");
            }
        }
    }
    twinsOfBeta(reached);
}

function quantitiesIn(text) {
    const pattern = /"?([\w$-]+)"?\??: (?:Array<)?(?:\{\s*\[key: string\]: )?IIoK8sApimachineryPkgApiResourceQuantity/g;
    return [...text.matchAll(pattern)].map(match => match[1]);
}

/** Beta versions of a type that kubernetes-models lacks hold quantities where the stable version does. */
function twinsOfBeta(reached) {
    for (const [type, fields] of reached) {
        const twin = reached.get(type.replace(/V1(?:alpha|beta)\d+/, "V1"));
        for (const field of twin && twin !== fields ? fields : []) {
            const stable = twin.find(candidate => candidate.name === field.name);
            if (stable && stable.code.includes("q") && stable.code.replace("q", "s") === field.code)
                field.code = stable.code;
        }
    }
}

const ordinal = (left, right) => (left < right ? -1 : left > right ? 1 : 0);
const types = readTypes();
const kinds = readKinds(types);
const reached = reach(types, kinds);
if (withQuantities)
    markQuantities(reached);
const lines = [...reached.keys()].sort(ordinal).flatMap(name => {
    const kind = kinds.get(name);
    const head = kind ? [`@${name}`, kind.apiVersion, kind.kind, kind.plural, kind.scope].join("\t") : `@${name}`;
    return [head, ...reached.get(name).map(field => `${field.name}${field.isRequired ? "!" : ""}\t${field.code}`)];
});
writeFileSync(target, lines.join("\n") + "\n");
console.log(`${kinds.size} kinds, ${reached.size} types, ${lines.length} lines`);
