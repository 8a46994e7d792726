using Hale.Rules.Replication;
using Hale.Testing;

namespace Hale.Rules.Tests.Replication;

public sealed class NakedPodTests
{
    [Theory]
    [InlineData("")]
    [InlineData("restartPolicy: Always")]
    public void Reports_a_pod_that_nothing_replaces(string spec) => Lint.Expect<NakedPod>(Pod(spec: spec).Replace("kind: Pod", "kind: {|HA0104:Pod|}", StringComparison.Ordinal));

    [Fact]
    public void Notes_a_replication_controller()
    {
        const string Manifest = """
            kind: {|HA0104:ReplicationController|}
            apiVersion: v1
            metadata: { name: web }
            spec: { template: { spec: { containers: [{ name: web, image: web:1 }] } } }
            """;
        Lint.Expect<NakedPod>(Manifest);
        Assert.Equal(Severity.Note, Lint.One<NakedPod>(Manifest).Severity);
    }

    [Theory]
    [InlineData("restartPolicy: Never")]
    [InlineData("restartPolicy: OnFailure")]
    [InlineData("restartPolicy: ${POLICY}")] // unknown: stay silent
    public void Is_silent_about_pods_that_end(string spec) => Lint.Expect<NakedPod>(Pod(spec: spec));

    [Theory]
    [InlineData("name: web, ownerReferences: [{ kind: Job, name: web }]")]
    [InlineData("name: web, annotations: { helm.sh/hook: test }")]
    [InlineData("name: web, annotations: { argocd.argoproj.io/hook: PreSync }")]
    [InlineData("name: web, labels: { kubevirt.io/domain: vm }")]
    [InlineData("name: web, annotations: { kubevirt.io/domain: vm }")]
    [InlineData("name: web, labels: { tekton.dev/task: build }")]
    [InlineData("name: web, annotations: '${ANNOTATIONS}'")] // unknown: stay silent
    [InlineData("name: etcd, annotations: { kubernetes.io/config.source: file }")]
    [InlineData("name: web, namespace: dev")]
    [InlineData("name: web, labels: { env: test }")]
    public void Is_silent_about_pods_that_something_else_looks_after(string metadata) => Lint.Expect<NakedPod>(Pod(metadata));

    [Theory]
    [InlineData("hostNetwork: true\n  volumes: [{ name: c, hostPath: { path: /etc/haproxy/haproxy.cfg } }]", "kube-system", false)] // a file on its node starts it
    [InlineData("hostNetwork: true\n  volumes: [{ name: c, hostPath: { path: '${CONFIG}' } }]", "kube-system", false)] // unknown: stay silent
    [InlineData("hostNetwork: true\n  volumes: [{ name: c, hostPath: { path: /var/lib/web } }]", "kube-system", true)]
    [InlineData("hostNetwork: true\n  volumes: [{ name: c, hostPath: { path: /etc/haproxy } }]", "web", true)]
    [InlineData("volumes: [{ name: c, hostPath: { path: /etc/haproxy } }]", "kube-system", true)]
    public void Knows_the_load_balancers_that_a_kubelet_runs(string spec, string @namespace, bool isReported) =>
        Assert.Equal(isReported ? 1 : 0, Lint.Findings<NakedPod>(Pod($"name: web, namespace: {@namespace}", spec)).Count);

    [Theory]
    [InlineData("web-test")]
    [InlineData("debug")]
    [InlineData("node-probe.a")]
    [InlineData("${NAME}")] // unknown: stay silent
    public void Is_silent_about_pods_for_tests(string name) => Lint.Expect<NakedPod>(Pod($"name: '{name}'"));

    [Theory]
    [InlineData("command: [sleep, infinity]")]
    [InlineData("command: [sh, -c, 'exec tail -f /dev/null']")]
    [InlineData("command: [bash, -c, 'sleep 3600']")]
    [InlineData("command: [psql, --host=db]")]
    [InlineData("command: ['${COMMAND}']")] // unknown: stay silent
    public void Is_silent_about_pods_in_which_clients_run(string container) => Lint.Expect<NakedPod>(Pod(container: container));

    [Theory]
    [InlineData("command: [sh, -c, 'sleep 5; exec /web']")]
    [InlineData("command: [/web]")]
    [InlineData("args: [--port=80]")]
    public void Reports_pods_that_serve(string container) => Lint.Expect<NakedPod>(Pod(container: container).Replace("kind: Pod", "kind: {|HA0104:Pod|}", StringComparison.Ordinal));

    [Theory]
    [InlineData("annotations: { team: shop }")]
    [InlineData("labels: { app: web }")]
    public void Other_labels_and_annotations_do_not_matter(string metadata) =>
        Lint.Expect<NakedPod>(Pod($"name: web, {metadata}").Replace("kind: Pod", "kind: {|HA0104:Pod|}", StringComparison.Ordinal));

    [Fact]
    public void Reports_a_name_that_only_contains_such_a_word() =>
        Lint.Expect<NakedPod>(Pod("name: latest").Replace("kind: Pod", "kind: {|HA0104:Pod|}", StringComparison.Ordinal));

    [Theory]
    [InlineData("Deployment")]
    [InlineData("StatefulSet")]
    [InlineData("Job")]
    [InlineData("DaemonSet")]
    public void Is_silent_about_controllers(string kind) => Lint.Expect<NakedPod>($$"""
        kind: {{kind}}
        metadata: { name: web }
        spec: { template: { spec: { containers: [{ name: web, image: web:1 }] } } }
        """);

    private static string Pod(string metadata = "name: web", string spec = "", string container = "") => $$"""
        kind: Pod
        apiVersion: v1
        metadata: { {{metadata}} }
        spec:
          {{spec}}
          containers:
          - name: web
            image: web:1
            {{container}}
        """;
}
