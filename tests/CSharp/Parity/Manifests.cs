using Hale.Rules;
using Hale.Rules.Model;
using Hale.Testing;

namespace Hale.CSharp.Tests.Parity;

/// <summary>The manifests that are compared: what the rules' examples, the samples and a few more say.</summary>
internal static class Manifests
{
    public static IReadOnlyDictionary<string, (string Text, ClusterFacts Facts)> All { get; } = Examples().Concat(Mistakes()).Concat(Samples()).Concat(More())
        .ToDictionary(manifest => manifest.Name, manifest => (manifest.Text, manifest.Facts));

    private static IEnumerable<(string Name, string Text, ClusterFacts Facts)> Examples()
    {
        foreach (var rule in RuleCatalog.All.Select(rule => rule.Info))
        {
            var facts = new ClusterFacts { ClosedWorld = rule.NeedsClosedWorld };
            yield return ($"{rule.Id}.bad", RuleExamples.Bad(rule), facts);
            yield return ($"{rule.Id}.good", RuleExamples.Good(rule), facts);
        }
    }

    private static IEnumerable<(string Name, string Text, ClusterFacts Facts)> Mistakes() =>
    [
        .. SingleMistakes.OfValues.Select((mistake, i) => ($"mistake {i + 1}: {mistake.Rule}", mistake.Text, new ClusterFacts())),
        ("mistake: one claim", SingleMistakes.WithOneClaim, new ClusterFacts()),
        ("mistake: second budget", SingleMistakes.WithSecondBudget, new ClusterFacts()),
        ("mistake: bare pod", SingleMistakes.WithBarePod, new ClusterFacts()),
        ("mistake: webhook", SingleMistakes.WithWebhook, new ClusterFacts()),
    ];

    private static IEnumerable<(string Name, string Text, ClusterFacts Facts)> Samples()
    {
        var folder = Repository.PathOf("samples");
        return Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file), new ClusterFacts()));
    }

    private static IEnumerable<(string Name, string Text, ClusterFacts Facts)> More() =>
    [
        ("unknown values", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: "${NAME}", labels: { app: web } }
            spec:
              replicas: "${REPLICAS}"
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  nodeName: "node-${ZONE}"
                  containers:
                  - { name: web, image: "${REGISTRY}/web:latest" }
                  - { name: proxy, image: "registry.example/proxy:${VERSION}", resources: "${RESOURCES}" }
            """, new ClusterFacts()),
        ("nulls and empty collections", """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: { name: db }
            spec:
              replicas: 3
              serviceName: null
              selector: { matchLabels: { app: db } }
              template:
                metadata: { labels: { app: db }, annotations: {} }
                spec:
                  affinity: {}
                  topologySpreadConstraints: []
                  containers: [{ name: db, image: "postgres:16", env: [], resources: {}, readinessProbe: null }]
              volumeClaimTemplates: []
            """, new ClusterFacts()),
    ];
}
