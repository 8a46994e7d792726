namespace Hale.Cli.Tests.Commands;

/// <summary>What 'check' says of values that it does not know.</summary>
public sealed class UndecidedTests : IDisposable
{
    private readonly CommandLine _hale = new();

    public void Dispose() => _hale.Dispose();

    [Fact]
    public void What_is_unknown_is_listed_with_place_and_reason()
    {
        _hale.Folder.With("web.yaml", """
            apiVersion: apps/v1
            kind: Deployment
            metadata: { name: web }
            spec:
              replicas: ${REPLICAS}
              selector: { matchLabels: { app: web } }
              template:
                metadata: { labels: { app: web } }
                spec:
                  containers:
                  - name: web
                    image: registry.example/${NAME}:1.2
            """).With("Web.cs", """
            using k8s.Models;

            public class Web
            {
                public V1Deployment Create(int replicas, V1Probe probe, bool isBig) => new()
                {
                    Metadata = new() { Name = "web" },
                    Spec = new()
                    {
                        Replicas = replicas,
                        Template = new() { Spec = new() { Containers = [new() { Name = "web", Image = isBig ? "web:2" : "web:1", LivenessProbe = probe }] } },
                    },
                };
            }
            """);
        _hale.Run("check", "--explain-unknown");
        Assert.Equal(
            """
            Unknown in Deployment 'web' (web.yaml):
              spec.replicas                           5:13  a placeholder
              spec.template.spec.containers[0].image  12:16  a text with holes
            Unknown in Deployment 'web' (Web.cs):
              spec.replicas                                   10:24  the parameter 'replicas'
              spec.template.spec.containers[0].image          11:91  one of several values
              spec.template.spec.containers[0].livenessProbe  11:134  the parameter 'probe'

            """,
            _hale.Error);
    }

    [Fact]
    public void Nothing_unknown_is_said_to_be_so()
    {
        _hale.Folder.With("web.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: web }\n");
        _hale.Run("check", "--explain-unknown", "--verbose");
        Assert.Equal("Nothing is unknown.\n", _hale.Error);
        _hale.Folder.With("chart.yaml", "{{- if .Values.on }}\nkind: Pod\n{{- end }}\n");
        _hale.Run("check", "--explain-unknown");
        Assert.Equal("Nothing is unknown in what could be read.\n", _hale.Error);
    }

    [Fact]
    public void Shares_of_what_is_decided_are_counted()
    {
        _hale.Folder.With("web.yaml", string.Join("---\n", new[] { "3", "${REPLICAS}", "${REPLICAS}" }.Select((replicas, i) =>
            $"apiVersion: apps/v1\nkind: Deployment\nmetadata: {{ name: web{i} }}\nspec:\n  replicas: {replicas}\n  template:\n    spec:\n      affinity: ${{AFFINITY}}\n      containers:\n      - image: web:1\n")));
        _hale.Run("check", "--verbose");
        Assert.Equal(
            """
            replicas: 1 of 3 decided (33 %)
            images: 3 of 3 decided (100 %)
            probes: 6 of 6 decided (100 %)
            resources: 3 of 3 decided (100 %)
            affinity: 0 of 3 decided (0 %)

            """,
            _hale.Error);
    }
}
