using System.Globalization;
using System.Text;

namespace Hale.Analyzer.Tests;

/// <summary>Much code, for measuring.</summary>
internal static class GeneratedCode
{
    /// <summary>A class of some 70 lines that has nothing to do with Kubernetes.</summary>
    public static string Plain(int number)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"namespace Plain;\n\npublic class Service{number}\n{{\n    private readonly Dictionary<string, int> _names = new();\n");
        for (var i = 0; i < 6; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $$"""

                    public int Sum{{i}}(IEnumerable<int> values)
                    {
                        var total = 0;
                        foreach (var value in values.Where(value => value > {{i}}).Select(value => value * {{i + 1}}))
                        {
                            if (value % 2 == 0)
                                total += value;
                            else
                                _names[$"odd-{value}"] = total;
                        }

                        return total;
                    }

                """);
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>A class of some 70 lines that builds a Deployment, a Service and a budget.</summary>
    public static string Builder(int number) => $$"""
        using k8s.Models;

        namespace Shop;

        public class Factory{{number}}
        {
            private const string Image = "registry.example/service{{number}}:1.{{number}}";
            private static readonly Dictionary<string, string> Labels = new() { ["app"] = "service{{number}}", ["tier"] = "web" };

            public IEnumerable<object> Create(string space, int replicas, bool isPublic)
            {
                var deployment = Deployment(space, replicas);
                if (isPublic)
                    deployment.Spec.Template.Spec.TerminationGracePeriodSeconds = 60;
                foreach (var port in new[] { 8080, 9090 })
                    deployment.Spec.Template.Spec.Containers[0].Ports.Add(new V1ContainerPort { ContainerPort = port });
                yield return deployment;
                yield return Service(space);
                yield return Budget(space);
            }

            private static V1Deployment Deployment(string space, int replicas) => new()
            {
                Metadata = Named(space),
                Spec = new V1DeploymentSpec
                {
                    Replicas = replicas,
                    Selector = new V1LabelSelector { MatchLabels = Labels },
                    Template = new V1PodTemplateSpec
                    {
                        Metadata = new V1ObjectMeta { Labels = Labels },
                        Spec = new V1PodSpec { Containers = new List<V1Container> { Container() } },
                    },
                },
            };

            private static V1Container Container()
            {
                var container = new V1Container { Name = "service{{number}}", Image = Image, Ports = new List<V1ContainerPort>() };
                container.Env = new List<V1EnvVar>();
                foreach (var (name, value) in Settings())
                    container.Env.Add(new V1EnvVar { Name = name, Value = value });
                container.ReadinessProbe = Probe("/ready", 8080);
                container.LivenessProbe = Probe("/live", 8080);
                return container;
            }

            private static IEnumerable<(string Name, string Value)> Settings()
            {
                yield return ("LOG_LEVEL", "info");
                yield return ("DB_PASSWORD", "kq81f2zz");
                yield return ("URL", $"http://service{{number}}:{8080}");
            }

            private static V1Probe Probe(string path, int port) => new()
            {
                HttpGet = new V1HTTPGetAction { Path = path, Port = port },
                PeriodSeconds = 10,
            };

            private static V1ObjectMeta Named(string space) => new() { Name = "service{{number}}", NamespaceProperty = space, Labels = Labels };

            private static V1Service Service(string space) => new()
            {
                Metadata = Named(space),
                Spec = new V1ServiceSpec { Selector = Labels, Ports = new List<V1ServicePort> { new V1ServicePort { Port = 80, TargetPort = 8080 } } },
            };

            private static V1PodDisruptionBudget Budget(string space) => new()
            {
                Metadata = Named(space),
                Spec = new V1PodDisruptionBudgetSpec { MaxUnavailable = 1, Selector = new V1LabelSelector { MatchLabels = Labels } },
            };
        }
        """;
}
