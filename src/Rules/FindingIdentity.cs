using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hale.Rules.Tree;

namespace Hale.Rules;

/// <summary>What makes a finding the same one again, wherever it moves in its file and however the file is indented.</summary>
/// <param name="Path">The path in the object, with the names of list items instead of their positions.</param>
/// <param name="Fingerprint">A hash of the rule, the object, the path and the offending value.</param>
public sealed record FindingIdentity(string Path, string Fingerprint)
{
    private const int Length = 32;

    internal static FindingIdentity Of(Finding finding)
    {
        var path = finding.Node is { } node ? PathOf(node, finding.ObjectRoot) : "";
        var holder = finding.Object is { Name.Length: > 0 } @object ? @object.ToString() : finding.Place.Source.Path;
        return new FindingIdentity(path, Hash(string.Join("\n", finding.Rule.Id, holder, path, ValueOf(finding))));
    }

    private static string PathOf(Node node, Node? root)
    {
        if (node.Parent is null || ReferenceEquals(node, root))
            return "";
        var path = PathOf(node.Parent, root);
        return node.Index >= 0 ? $"{path}[{(node["name"].Text().TryGet(out var name) ? name : "")}]"
            : path.Length > 0 ? $"{path}.{node.Key}"
            : node.Key!;
    }

    // A map or list is no value: what is wrong with it is not all that it holds.
    private static string ValueOf(Finding finding)
    {
        var value = finding.Node switch
        {
            null => finding.Message,
            ScalarNode scalar when finding.Place == scalar.Place => scalar.Text,
            MapNode or ListNode or AbsentNode when finding.Place == finding.Node.Place => "",
            _ => finding.Place.Text,
        };
        return string.Join(" ", value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Hash(string text)
    {
        using var sha = SHA256.Create();
        return string.Concat(sha.ComputeHash(Encoding.UTF8.GetBytes(text)).Select(part => part.ToString("x2", CultureInfo.InvariantCulture))).Substring(0, Length);
    }
}
