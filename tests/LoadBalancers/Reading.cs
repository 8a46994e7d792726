using Hale.Rules.Tree;

namespace Hale.LoadBalancers.Tests;

/// <summary>Reads text for tests.</summary>
internal static class Reading
{
    public static Node Root(string text) => Document(text).Root;

    public static Document Document(string text) => LoadBalancerFiles.Read(new SourceText("lb.cfg", text))!;

    /// <summary>The value at a path such as <c>vrrp_instance/0/state</c>.</summary>
    public static Node At(this Node root, string path) =>
        path.Split('/').Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node.Items[index] : node[step]);

    /// <summary>A value and where it stands.</summary>
    public static string Show(this Node node) => node switch
    {
        ScalarNode scalar => $"{scalar.Text} {scalar.At.StartPosition.Line}:{scalar.At.StartPosition.Column}",
        PartialNode partial => string.Join("?", partial.Segments),
        UnknownNode => "?",
        _ => node.GetType().Name,
    };
}
