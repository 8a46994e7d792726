using Hale.Rules.Tree;

namespace Hale.Rules.Model;

/// <summary>Tells containers that may take minutes to start, at least after a crash or an upgrade.</summary>
internal static class SlowStart
{
    // Servers that load much code or migrate their data before they answer, by the last segment of their repositories.
    // Source: the products' own charts and documentation, which give them a start-up of a minute and more.
    private static readonly Dictionary<string, string> Products = new(StringComparer.Ordinal)
    {
        ["artifactory-oss"] = "Artifactory",
        ["artifactory-pro"] = "Artifactory",
        ["gitlab-ce"] = "GitLab",
        ["gitlab-ee"] = "GitLab",
        ["jenkins"] = "Jenkins",
        ["keycloak"] = "Keycloak",
        ["kibana"] = "Kibana",
        ["logstash"] = "Logstash",
        ["nexus3"] = "Nexus",
        ["solr"] = "Solr",
        ["sonarqube"] = "SonarQube",
        ["wildfly"] = "WildFly",
    };

    // The first two are read by the JVM and its launcher (https://docs.oracle.com/javase/8/docs/technotes/guides/troubleshoot/envvars002.html),
    // the others by the scripts of Java servers.
    private static readonly string[] JavaVariables = ["JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "JAVA_OPTS", "JVM_OPTS", "CATALINA_OPTS"];

    /// <summary>What makes the container slow, for messages; null when nothing is known to.</summary>
    public static string? Of(Container container)
    {
        if ((container.IsStateful && !container.IsCache).IsTrue)
            return container.Image.Product!.Name;
        if (container.Image.Name is { } name && container.IsServer.IsTrue && Products.TryGetValue(name, out var product))
            return product;
        return RunsJava(container) ? "A Java application" : null;
    }

    private static bool RunsJava(Container container) =>
        container.CommandLine is { Count: > 0 } words && words[0] is var program && (program == "java" || program.EndsWith("/java", StringComparison.Ordinal))
        || container.Env.Any(variable => variable["name"].Text().Is(JavaVariables.Contains)).IsTrue;
}
