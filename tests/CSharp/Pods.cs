namespace Hale.CSharp.Tests;

/// <summary>What a deployment needs besides its replicas for rules to judge it.</summary>
internal static class Pods
{
    public const string Source = """
        static class Pods
        {
            public static V1PodTemplateSpec Web() => new()
            {
                Metadata = new() { Labels = new Dictionary<string, string> { ["app"] = "web" } },
                Spec = new() { Containers = [new() { Name = "web", Image = "web:1" }] },
            };
        }
        """;
}
