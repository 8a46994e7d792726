namespace Hale.Analyzer.Tests;

/// <summary>C# that builds manifests.</summary>
internal static class Builders
{
    /// <summary>One finding in the default preset: HA1201, an error of Hale.</summary>
    public const string Dump = """
        class Dump
        {
            public V1Job Create() => new()
            {
                Metadata = new() { Name = "mariadb-dump" },
                Spec = new V1JobSpec
                {
                    Template = new()
                    {
                        Spec = new V1PodSpec
                        {
                            RestartPolicy = "OnFailure",
                            Containers = new List<V1Container>
                            {
                                new V1Container
                                {
                                    Name = "dump",
                                    Image = "mariadb:11.8.3",
                                    Env = new List<V1EnvVar> { new V1EnvVar { Name = "MARIADB_ROOT_PASSWORD", Value = {|HA1201:"kq81f2zz"|} } },
                                },
                            },
                        },
                    },
                },
            };
        }
        """;

    /// <summary>Two web servers.</summary>
    public const string Web = """
        class Web
        {
            public V1Deployment Create() => new()
            {
                Metadata = new() { Name = "web", NamespaceProperty = "shop" },
                Spec = new()
                {
                    Replicas = 2,
                    Selector = new() { MatchLabels = Labels.Web },
                    Template = new()
                    {
                        Metadata = new() { Labels = Labels.Web },
                        Spec = new() { Containers = new List<V1Container> { new V1Container { Name = "web", Image = "registry.example/web:1.4" } } },
                    },
                },
            };
        }
        """;

    /// <summary>Their labels.</summary>
    public const string Labels = """
        static class Labels
        {
            public static Dictionary<string, string> Web => new() { ["app"] = "web" };
        }
        """;

    /// <summary>A budget that blocks every drain of theirs.</summary>
    public const string Budget = """
        class Budget
        {
            public V1PodDisruptionBudget Create() => new()
            {
                Metadata = new() { Name = "web", NamespaceProperty = "shop" },
                Spec = new() { MaxUnavailable = {|HA0302:0|}, Selector = new() { MatchLabels = Labels.Web } },
            };
        }
        """;
}
