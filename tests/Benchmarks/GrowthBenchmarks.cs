using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using Hale.LoadBalancers;
using Hale.Rules;
using Hale.Rules.Model;
using Hale.Rules.Tree;
using Hale.Yaml;

namespace Hale.Benchmarks;

/// <summary>
/// How cost grows with how many there are of one thing in one place, which no folder of real manifests shows: four times as many
/// should cost about four times as much.
/// </summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 1, iterationCount: 3)]
public class GrowthBenchmarks
{
    private string _text = "";

    public static IEnumerable<Crowd> Crowds =>
    [
        new("containers", Pod("containers:"), i => $"\n      - name: c{i}\n        image: mysql:8.4.3\n        volumeMounts: [{{ name: v{i}, mountPath: /d }}]"),
        new("variables", Pod("containers:\n      - name: db\n        image: mysql:8.4.3\n        env:"), i => $"\n        - {{ name: PASSWORD_{i}, value: $(PASSWORD_{i - 1}) }}"),
        new("volumes", Pod("containers: [{ name: web, image: nginx:1.27.3 }]\n      volumes:"), i => $"\n      - {{ name: v{i}, hostPath: {{ path: /srv/{i} }} }}"),
        new("same selectors", "", i => Deployment($"web-{i}", "app: web")),
        new("Deployments", "", i => Deployment($"web-{i}", $"app: web-{i}")),
        new("pods of one Service", Service("web", "tier: web"), i => Deployment($"web-{i}", $"app: web-{i}, tier: web")),
        new("Services of one pod", Deployment("web", "app: web"), i => Service($"web-{i}", "app: web")),
        new("served Deployments", "", i => Service($"web-{i}", $"app: web-{i}") + Deployment($"web-{i}", $"app: web-{i}")),
        new("two labels each", "", i => Service($"web-{i}", $"tier: web, app: web-{i}") + Deployment($"web-{i}", $"app: web-{i}, tier: web")),
        new("ports", "{ apiVersion: v1, kind: Service, metadata: { name: web }, spec: { selector: { app: web }, ports: [", i => $"{{ name: p{i}, port: {i % 65535 + 1} }}, ", "] } }"),
        new("budgets of one", Deployment("web", "app: web"), i => Object("policy/v1", "PodDisruptionBudget", i, "spec: { minAvailable: 1, selector: { matchLabels: { app: web } } }")),
        new("budgets of as many", "", i => Deployment($"web-{i}", $"app: web-{i}") + Object("policy/v1", "PodDisruptionBudget", i, $"spec: {{ minAvailable: 1, selector: {{ matchLabels: {{ app: web-{i} }} }} }}")),
        new("scaled Deployments", "", i => Deployment($"web-{i}", $"app: web-{i}") + Object("autoscaling/v2", "HorizontalPodAutoscaler", i, $"spec: {{ maxReplicas: 9, scaleTargetRef: {{ kind: Deployment, name: web-{i} }} }}")),
        new("quotas over one", Deployment("web", "app: web"), i => Object("v1", "ResourceQuota", i, "spec: { hard: { pods: 1 } }")),
        new("quotas over as many", "", i => Deployment($"web-{i}", $"app: web-{i}") + Object("v1", "ResourceQuota", i, "spec: { hard: { pods: 1 } }")),
        new("sized Deployments", "", i => Deployment($"web-{i}", $"app: web-{i}") + Object("autoscaling.k8s.io/v1", "VerticalPodAutoscaler", i, $"spec: {{ targetRef: {{ kind: Deployment, name: web-{i} }} }}")),
        new("StorageClasses", "", i => Object("storage.k8s.io/v1", "StorageClass", i, "provisioner: ebs.csi.aws.com")),
        new("broken documents", Deployment("web", "app: web"), _ => "\n---\nkind: [\n"),
        new("unknown kinds", "", i => Deployment($"web-{i}", $"app: web-{i}") + $"\n---\n{{ apiVersion: v1, kind: '${{KIND_{i}}}', metadata: {{ name: n{i} }} }}"),
        new("suppressions", "", i => $"\n---\n# hale:ignore HA0101 -- known{Deployment($"web-{i}", $"app: web-{i}").Replace("\n---", "")}"),
        new("keys", "kind: ConfigMap\napiVersion: v1\nmetadata: { name: many }\ndata:", i => $"\n  key-{i}: value"),
        new("lines of a script", Pod("containers:\n      - name: db\n        image: mysql:8.4.3\n        command: [sh, -c]\n        args:\n        - |"), i => $"\n          mysql -u root -psecret-{i} && sleep {i}"),
        new("haproxy sections", File("haproxy.cfg", "defaults\n      mode http"), i => $"\n    listen l{i}\n      bind *:{i % 65535 + 1}\n      stats auth admin:secret-{i}\n      server a 10.0.0.1:6443 check"),
        new("keepalived instances", File("keepalived.conf", "# all"), i => $"\n    vrrp_instance V{i} {{\n      interface eth0\n      virtual_router_id {i % 255}\n      virtual_ipaddress {{\n        10.0.0.{i % 255}\n      }}\n    }}"),
    ];

    [ParamsSource(nameof(Crowds))]
    public Crowd Crowd { get; set; } = new("", "", _ => "");

    [Params(500, 2000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Write() => _text = Crowd.Of(Count);

    [Benchmark]
    public int Lint()
    {
        var content = YamlReader.Read(new SourceText("many.yaml", _text));
        var cluster = new Cluster([.. content.Documents, .. LoadBalancerFiles.In(content.Documents)], content.Problems, new ClusterFacts());
        return RuleRunner.Run(cluster, new RuleSelection { Preset = Preset.All }).Count;
    }

    private static string Object(string apiVersion, string kind, int number, string fields) =>
        $"\n---\n{{ apiVersion: {apiVersion}, kind: {kind}, metadata: {{ name: o{number}, namespace: shop }}, {fields} }}";

    private static string Deployment(string name, string labels) =>
        $$"""

        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: {{name}}, namespace: shop }
        spec:
          replicas: 3
          selector: { matchLabels: { {{labels}} } }
          template:
            metadata: { labels: { {{labels}} } }
            spec: { containers: [{ name: web, image: nginx:1.27.3 }] }
        """;

    private static string Service(string name, string selector) =>
        $"\n---\n{{ apiVersion: v1, kind: Service, metadata: {{ name: {name}, namespace: shop }}, spec: {{ selector: {{ {selector} }}, ports: [{{ port: 80 }}] }} }}";

    private static string Pod(string spec) =>
        $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          selector: { matchLabels: { app: web } }
          template:
            metadata: { labels: { app: web } }
            spec:
              {{spec}}
        """;

    private static string File(string name, string start) => $"kind: ConfigMap\napiVersion: v1\nmetadata: {{ name: file }}\ndata:\n  {name}: |\n    {start}";
}

/// <summary>Many of one thing in one manifest.</summary>
/// <param name="Name">What there are many of; the table cuts off more than 20 characters.</param>
/// <param name="Start">What stands before them.</param>
/// <param name="Part">One of them, by its number.</param>
/// <param name="End">What stands behind them.</param>
public sealed record Crowd(string Name, string Start, Func<int, string> Part, string End = "")
{
    /// <summary>The manifest with this many.</summary>
    public string Of(int count) => Start + string.Concat(Enumerable.Range(0, count).Select(Part)) + End;

    /// <inheritdoc />
    public override string ToString() => Name;
}
