using Hale.Rules.Probes;
using Hale.Rules.Secrets;
using Hale.Rules.Storage;
using Hale.Rules.Structure;
using Hale.Testing;

namespace Hale.Rules.Tests.Model;

public sealed class KustomizePatchTests
{
    private const string Reported = "{|HA0701:pages|}";

    [Theory]
    [InlineData("")]
    [InlineData("replicas: 1, ")]
    public void A_patch_that_may_be_for_any_object_replaces_what_is_there_only(string replicas) => Lint.Expect<MisplacedField>($$"""
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [manifest.yaml]
        patches:
        - target: { labelSelector: app=web }
          patch: "[{ op: replace, path: /spec/replicas, value: 3 }]"
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec: { {{replicas}}minReadySeconds: 5 }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        spec: { ports: [{ port: 80 }] }
        """);

    [Theory]
    [InlineData("containers: [{ name: web, env: [{ name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }] }]")] // a variable more
    [InlineData("containers: [{ name: web, env: [{ name: TOKEN_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }] }]")] // in place of the other
    [InlineData("containers: [{ name: more, env: [{ name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }] }]")] // a container more
    [InlineData("initContainers: [{ name: first, env: [{ name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }] }]")] // a list that was not there
    public void Items_are_merged_by_their_names(string pod) => Lint.Expect<SecretPlaintextEnv>(
    [
        ("web.yaml", Web(env: "[{ name: TOKEN_PASSWORD, value: '${TOKEN}' }]")),
        ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: more.yaml }]"),
        ("more.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web }}\nspec: {{ template: {{ spec: {{ {pod} }} }} }}"),
    ]);

    [Theory]
    [InlineData("{ name: data, mountPath: /backup }", "volumeMounts")] // a mount more
    [InlineData("{ name: scratch, mountPath: /var/lib/mysql }", "{|HA0708:volumeMounts|}")] // in place of the other
    public void Mounts_are_merged_by_their_paths(string mount, string key) => Lint.Expect<DatabaseNoPersistence>(
    [
        ("db.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: db }
            spec:
              template:
                spec:
                  containers:
                  - name: db
                    image: mysql:8.4
                    {{key}}: [{ name: data, mountPath: /var/lib/mysql }]
                  volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }, { name: scratch, emptyDir: {} }]
            """),
        ("kustomization.yaml", "resources: [db.yaml]\npatches: [{ path: more.yaml }]"),
        ("more.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: db }}\nspec: {{ template: {{ spec: {{ containers: [{{ name: db, volumeMounts: [{mount}] }}] }} }} }}"),
    ]);

    [Theory]
    [InlineData("args: [--verbose]")]
    [InlineData("$patch: delete")]
    [InlineData("$patch: replace")]
    [InlineData("args: '${ARGS}'")] // unknown: stay silent
    public void Lists_without_names_are_replaced_and_what_is_deleted_is_gone(string change) => Lint.Expect<SecretInText>(
    [
        ("web.yaml", Web(args: "[--password=Ohb7eeQu2Aij]")),
        ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: more.yaml }]"),
        ("more.yaml", $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web }}\nspec: {{ template: {{ spec: {{ containers: [{{ name: web, {change} }}] }} }} }}"),
    ]);

    [Theory]
    [InlineData("spec: ~\nspec:")]
    [InlineData("spec:\nspec:")]
    public void A_patch_is_merged_into_the_one_of_repeated_keys_that_counts(string keys) => Lint.Expect<SecretPlaintextEnv>(
    [
        ("web.yaml", Web(env: "[{ name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }]").Replace("\nspec:", $"\n{keys}", StringComparison.Ordinal)),
        ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: more.yaml }]"),
        ("more.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { minReadySeconds: 5 }"),
    ]);

    [Fact]
    public void What_a_patch_leaves_alone_is_reported() => Lint.Expect<SecretInText>(
    [
        ("web.yaml", Web(args: "[{|HA1203:--password=Ohb7eeQu2Aij|}]")),
        ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ path: more.yaml }]"),
        ("more.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { replicas: 3, template: { spec: { containers: [{ name: web, image: web:2 }, { name: more }] } } }"),
    ]);

    [Theory]
    [InlineData("kind: Deployment, labelSelector: app=web")]
    [InlineData("kind: Deployment, annotationSelector: tier=front")]
    [InlineData("kind: Deployment, name: '('")] // no regular expression
    [InlineData("kind: Deployment, name: '${NAME}'")]
    [InlineData("name: web")]
    [InlineData("name: w.*")]
    [InlineData("namespace: shop")]
    public void A_target_may_be_an_object_that_is_not_known_to_be_another(string target) => Expect(target, "op: replace, path: /spec/replicas, value: 1", "pages");

    [Theory]
    [InlineData("kind: Deployment, name: we")] // the whole name
    [InlineData("kind: Deployment, name: other, labelSelector: app=web")]
    public void A_target_that_is_another_object_changes_nothing(string target) => Expect(target, "op: replace, path: /spec/replicas, value: 1", Reported);

    [Theory]
    [InlineData("/metadata/labels/tier", Reported)]
    [InlineData("/metadata/annotations/example.com~1tier", Reported)]
    [InlineData("/spec/template/spec/containers/0/image", Reported)]
    [InlineData("/spec/template/spec/containers/-", Reported)]
    [InlineData("/spec/template/spec/volumes/0/name", Reported)]
    [InlineData("/spec/template/spec/nodeSelector/tier", Reported)]
    [InlineData("/spec/template/spec/volumes/0/persistentVolumeClaim/claimName", "pages")]
    [InlineData("/spec/template/spec/volumes/0", "pages")]
    [InlineData("/spec/template/spec/volumes/7/name", "pages")] // no such item
    [InlineData("/spec/template/spec/volumes/-", Reported)]
    public void An_operation_changes_what_its_path_names(string path, string claim) => Expect("kind: Deployment", $"op: replace, path: {path}, value: other", claim);

    [Theory]
    [InlineData("""patch: '[{"op": "replace", "path": "/metadata/name", "value": "other"}]'""", Reported)]
    [InlineData("""patch: '[{"op": "replace", "path": "/spec/replicas", "value": 1}]'""", "pages")]
    [InlineData("""patch: "[{op: replace, path: /metadata/name, value: other}]" """, Reported)]
    [InlineData("""patch: "[{\"op\": \"replace\", \"path\": \"/metadata/name\", \"value\": \"other\"}]" """, "pages")] // escaped, so that nothing has a place
    [InlineData("""patch: '{"spec": {"replicas": 3}}'""", Reported)]
    [InlineData("""patch: '{"spec": {"replicas": 1}}'""", "pages")]
    [InlineData("""patch: '[{"op": "replace", "path": '""", "pages")] // no JSON
    [InlineData("patch: ''", "pages")]
    [InlineData("patch: !!str", "pages")]
    public void Json_in_quotes_is_read(string patch, string claim) => Lint.Expect<RwoMultiReplica>(
        [("web.yaml", Web(claim: claim)), ("kustomization.yaml", $"resources: [web.yaml]\npatches:\n- target: {{ kind: Deployment }}\n  {patch}\n")]);

    [Theory]
    [InlineData("op: add, path: /spec/template/spec/containers/0/env, value: [{ name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }]", "a")]
    [InlineData("op: add, path: /spec/template/spec/containers/0/env/-, value: { name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }", "{|HA1201:Eiph6aephoo0|}")]
    [InlineData("op: replace, path: /spec/template/spec/containers/0/env/0/value, value: {|HA1201:Ohb7eeQu2Aij|}", "Eiph6aephoo0")]
    [InlineData("op: replace, path: /spec/template/spec/containers/0/env/0, value: { name: DB_PASSWORD, value: {|HA1201:Ohb7eeQu2Aij|} }", "Eiph6aephoo0")]
    [InlineData("op: remove, path: /spec/template/spec/containers/0/env/0/value", "Eiph6aephoo0")]
    [InlineData("op: remove, path: /spec/template/spec/containers/0/env/0", "Eiph6aephoo0")]
    [InlineData("op: remove, path: /spec/template/spec/containers/0/env/1", "Eiph6aephoo0")] // no such item
    [InlineData("op: remove, path: /spec/template/spec/containers/0/args", "{|HA1201:Eiph6aephoo0|}")]
    [InlineData("op: move, from: /spec/template/spec/containers/0/env, path: /spec/template/spec/containers/0/args", "Eiph6aephoo0")]
    [InlineData("op: move, from: '${PATH}', path: /metadata/annotations", "Eiph6aephoo0")] // unknown: stay silent
    [InlineData("op: test, path: /spec/template/spec/containers/0/env/0/value, value: Ohb7eeQu2Aij", "{|HA1201:Eiph6aephoo0|}")] // changes nothing
    [InlineData("op: '${OPERATION}', path: /spec/template/spec/containers/0/env/0/value, value: Ohb7eeQu2Aij", "Eiph6aephoo0")] // unknown: stay silent
    [InlineData("op: add, path: '${PATH}', value: Ohb7eeQu2Aij", "Eiph6aephoo0")] // unknown: stay silent
    [InlineData("op: replace, path: '', value: { kind: Deployment }", "Eiph6aephoo0")] // all of it
    [InlineData("op: add, path: /spec/template/spec/containers/0/env/0, value: { name: DB_PASSWORD, value: Ohb7eeQu2Aij }", "Eiph6aephoo0")] // which is which is not known
    public void The_value_of_an_operation_is_read_where_it_stands(string operation, string value) => Lint.Expect<SecretPlaintextEnv>(
    [
        ("web.yaml", Web(env: $"[{{ name: TOKEN_PASSWORD, value: {value} }}]").Replace("TOKEN_PASSWORD, value: a", "TOKENS, value: a", StringComparison.Ordinal)),
        ("kustomization.yaml", $"resources: [web.yaml]\npatches:\n- target: {{ kind: Deployment }}\n  patch: |\n    - {{ {operation} }}\n"),
    ]);

    [Theory]
    [InlineData("/metadata/labels/app", Reported)]
    [InlineData("/spec/replicas", "pages")]
    [InlineData("/spec/template/spec/volumes", "pages")]
    [InlineData("/spec/template/spec/volumes/0", "pages")]
    [InlineData("/spec/template/spec/volumes/0/persistentVolumeClaim", "pages")]
    [InlineData("/spec/template/spec/volumes/1", Reported)]
    [InlineData("/spec/template/spec/volumes/2", "pages")] // no such item
    public void What_an_operation_removes_is_gone(string path, string claim) => Expect("kind: Deployment", $"op: remove, path: {path}", claim);

    [Theory]
    [InlineData("remove", "{|HA0602:name: web|}")]
    [InlineData("replace", "name: web")] // without a value it does nothing that is known
    public void What_is_removed_is_missing(string operation, string entry) => Lint.Expect<LivenessMissing>(
    [
        ("web.yaml", $$"""
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec: { containers: [{ {{entry}}, image: web:1, livenessProbe: { httpGet: { port: 80 } } }] }
            """),
        ("kustomization.yaml", $"resources: [web.yaml]\npatches: [{{ target: {{ kind: Deployment }}, patch: '[{{ op: {operation}, path: /spec/template/spec/containers/0/livenessProbe }}]' }}]"),
    ]);

    [Theory]
    [InlineData("op: replace, path: /spec/template/spec/containers/0/env/0/value, value: Ohb7eeQu2Aij", "Eiph6aephoo0")]
    [InlineData("op: add, path: /spec/template/spec/containers/0/env/-, value: { name: DB_PASSWORD, value: Ohb7eeQu2Aij }", "{|HA1201:Eiph6aephoo0|}")]
    [InlineData("op: remove, path: /spec/template/spec/containers/0/env/0", "Eiph6aephoo0")]
    public void What_only_one_of_two_overlays_does_is_not_known(string operation, string value) => Lint.Expect<SecretPlaintextEnv>(
    [
        ("base/web.yaml", Web(env: $"[{{ name: TOKEN_PASSWORD, value: {value} }}]")),
        ("base/kustomization.yaml", "resources: [web.yaml]"),
        ("large/kustomization.yaml", "resources: [../base]"),
        ("small/kustomization.yaml", $"resources: [../base]\npatches:\n- target: {{ kind: Deployment }}\n  patch: |\n    - {{ {operation} }}\n"),
    ]);

    [Theory]
    [InlineData("kind: Deployment", "spec.template.spec.containers.[name=web].env.[name=DB_PASSWORD].value", "Eiph6aephoo0")]
    [InlineData("kind: Deployment", "spec.template.spec.containers.*.env.0.value", "Eiph6aephoo0")]
    [InlineData("name: web", "spec.template.spec.containers.0.env", "Eiph6aephoo0")]
    [InlineData("kind: Deployment", "${PATH}", "Eiph6aephoo0")] // unknown: stay silent
    [InlineData("kind: Deployment", "", "Eiph6aephoo0")]
    [InlineData("kind: Deployment", "spec.template.spec.containers.[name=web].env.[name=OTHER].value", "Eiph6aephoo0")] // may not be what was meant
    [InlineData("kind: Deployment", "spec.template.spec.containers.[name=web].image", "{|HA1201:Eiph6aephoo0|}")]
    [InlineData("kind: Deployment", "metadata.annotations.example\\.com/tier", "{|HA1201:Eiph6aephoo0|}")]
    [InlineData("kind: StatefulSet", "spec.template.spec.containers.*.env.0.value", "{|HA1201:Eiph6aephoo0|}")]
    public void What_a_replacement_fills_in_is_not_known(string select, string field, string value)
    {
        var replacement = $"source: {{ kind: ConfigMap, name: settings }}\n  targets: [{{ select: {{ {select} }}, fieldPaths: ['{field}'] }}]";
        var web = ("web.yaml", Web(env: $"[{{ name: DB_PASSWORD, value: {value} }}]"));
        Lint.Expect<SecretPlaintextEnv>([web, ("kustomization.yaml", $"resources: [web.yaml]\nreplacements:\n- {replacement}\n")]);
        Lint.Expect<SecretPlaintextEnv>([web, ("kustomization.yaml", "resources: [web.yaml]\nreplacements: [{ path: all.yaml }]"), ("all.yaml", $"- {replacement}\n")]);
        Lint.Expect<SecretPlaintextEnv>([web, ("kustomization.yaml", "resources: [web.yaml]\nreplacements: [{ path: one.yaml }]"), ("one.yaml", replacement.Replace("\n  ", "\n", StringComparison.Ordinal))]);
    }

    [Fact]
    public void A_replacement_that_is_not_in_the_input_may_fill_in_anything() => Lint.Expect<SecretPlaintextEnv>(
        [("web.yaml", Web(env: "[{ name: DB_PASSWORD, value: Eiph6aephoo0 }]")), ("kustomization.yaml", "resources: [web.yaml]\nreplacements: [{ path: elsewhere.yaml }]")]);

    [Fact]
    public void What_is_no_patch_may_change_anything() => Lint.Expect<RwoMultiReplica>(
        [("web.yaml", Web()), ("kustomization.yaml", "resources: [web.yaml]\npatches: [{ patch: some words, target: { kind: Deployment } }]")]);

    private static void Expect(string target, string operation, string claim) => Lint.Expect<RwoMultiReplica>(
        [("web.yaml", Web(claim: claim)), ("kustomization.yaml", $"resources: [web.yaml]\npatches: [{{ target: {{ {target} }}, patch: '[{{ {operation} }}]' }}]")]);

    private static string Web(string env = "[]", string args = "[]", string claim = "pages") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, labels: { app: web } }
        spec:
          replicas: 2
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              containers: [{ name: web, image: web:1, env: {{env}}, args: {{args}}, volumeMounts: [{ name: data, mountPath: /data }] }]
              volumes: [{ name: data, persistentVolumeClaim: { claimName: {{claim}} } }, { name: cache, emptyDir: {} }]
        ---
        { apiVersion: v1, kind: PersistentVolumeClaim, metadata: { name: pages }, spec: { accessModes: [ReadWriteOnce] } }
        """;
}
