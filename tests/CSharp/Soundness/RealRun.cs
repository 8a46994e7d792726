using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Hale.CSharp.Projects.References;
using Hale.Rules.Tree;
using Microsoft.CodeAnalysis;
using SourceText = Hale.Rules.Tree.SourceText;

namespace Hale.CSharp.Tests.Soundness;

/// <summary>
/// Runs builders for real, and compares what they build with what is read of them: what is read must be true of every run.
/// </summary>
internal static class RealRun
{
    /// <summary>What a builder method may be given.</summary>
    public const string Parameters = "bool flag, bool other, string? text, int number, List<string> names, V1Container given";

    private const string Arguments = "flag, other, text, number, names, given";

    private static readonly Lazy<Assembly> Models = new(() => Assembly.Load(RunnableModels.Image));

    static RealRun() => AppDomain.CurrentDomain.AssemblyResolve += (_, missing) => missing.Name.StartsWith("RunnableModels,", StringComparison.Ordinal) ? Models.Value : null;

    /// <summary>Asserts that what is read of statements is true of what they do, whatever they are given.</summary>
    public static void Expect(string statements, string members = "")
    {
        var problem = Problems([Wrap(statements, members)])[0];
        Assert.True(problem is null, problem);
    }

    /// <summary>A class around statements that return the spec of a pod.</summary>
    public static string Wrap(string statements, string members = "") => $$"""
        public class Builder
        {
            public static object Build({{Parameters}}) => new V1Pod { Spec = Make({{Arguments}}) };
            static V1PodSpec Make({{Parameters}})
            {
                {{statements}}
            }
            {{members}}
        }
        """;

    /// <summary>What is read wrongly of each of some sources; null for nothing.</summary>
    public static IReadOnlyList<string?> Problems(IReadOnlyList<string> sources)
    {
        var files = sources.Select((source, i) => new SourceText($"P{i}.cs", $"namespace P{i};\n{source}\n")).ToList();
        var compilation = Builders.Compile(files);
        var references = new[] { RunnableModels.Reference }.Concat(EmbeddedReferences.Framework);
        var runnable = compilation.WithReferences(references).WithOptions(compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
        var broken = runnable.GetDiagnostics().Where(each => each.Severity is DiagnosticSeverity.Error).ToLookup(each => each.Location.SourceTree?.FilePath, each => each.ToString());
        if (broken.Count > 0)
        {
            var others = new Queue<string?>(Problems([.. sources.Where((_, i) => !broken.Contains(files[i].Path))]));
            return [.. sources.Select((source, i) => broken.Contains(files[i].Path) ? $"It does not compile: {string.Join('\n', broken[files[i].Path].Take(3))}\n{source}" : others.Dequeue())];
        }

        var read = Builders.Read(files).ToLookup(document => document.Source.Path);
        var context = new AssemblyLoadContext(name: null, isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(RunnableModels.Emit(runnable)!));
        var problems = files.Select((file, i) => ProblemOf(assembly.GetType($"P{i}.Builder")!.GetMethod("Build")!, [.. read[file.Path]], sources[i])).ToList();
        context.Unload();
        return problems;
    }

    private static string? ProblemOf(MethodInfo build, IReadOnlyList<Document> documents, string source)
    {
        if (documents.Count > 1)
            return $"{documents.Count} manifests are read\n{source}";
        foreach (var arguments in Inputs())
        {
            object? built;
            try
            {
                SynchronizationContext.SetSynchronizationContext(null); // Or what waits for a task waits for the test.
                built = build.Invoke(null, arguments);
            }
            catch (TargetInvocationException)
            {
                continue; // Of a run that ends like this nothing is said.
            }

            var given = string.Join(", ", arguments.Take(5).Select(each => each is IEnumerable<string> list && each is not string ? $"[{string.Join(' ', list)}]" : each ?? "null"));
            if (documents.Count == 0)
                return $"Nothing is read\n{source}";
            var (read, real) = (documents[0].Root["spec"], ((Dictionary<string, object?>)Plain(built)!).GetValueOrDefault("spec"));
            if (Difference(read, real, "") is { } difference)
                return $"({given}) {difference}\n{Builders.Show(read)}\n{Show(real)}\n{source}";
        }

        return null;
    }

    private static IEnumerable<object?[]> Inputs()
    {
        var container = Models.Value.GetType("k8s.Models.V1Container")!;
        foreach (var number in new[] { 0, 1, 3 })
        {
            foreach (var text in new[] { null, "", "x" })
            {
                foreach (var flags in Enumerable.Range(0, 4))
                    yield return [flags % 2 == 1, flags > 1, text, number, Enumerable.Range(0, number).Select(i => $"n{i}").ToList(), Activator.CreateInstance(container)];
            }
        }
    }

    // What an object is as data: null, text, a number or flag, a list, or a dictionary without nulls.
    private static object? Plain(object? value) => value switch
    {
        null or string or bool or int or long or double => value,
        IDictionary map => map.Keys.Cast<object>().ToDictionary(key => Convert.ToString(key, CultureInfo.InvariantCulture)!, key => Plain(map[key])),
        IEnumerable list => list.Cast<object?>().Select(Plain).ToList(),
        _ when value.GetType().BaseType?.Name == "Wrapper" => value.GetType().GetField("Value")!.GetValue(value),
        _ => value.GetType().GetProperties().Select(property => (Name: (string)property.GetCustomAttributesData().Single().ConstructorArguments[0].Value!, Value: Plain(property.GetValue(value))))
            .Where(pair => pair.Value is not null).ToDictionary(pair => pair.Name, pair => pair.Value),
    };

    private static string Show(object? value) => value switch
    {
        null => "-",
        string text => $"'{text}'",
        Dictionary<string, object?> map => $"{{{string.Join(", ", map.Select(pair => $"{pair.Key}: {Show(pair.Value)}"))}}}",
        List<object?> list => $"[{string.Join(", ", list.Select(Show))}]",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    /// <summary>Where what is read is not true of what was built; null when it is.</summary>
    public static string? Difference(Node read, object? built, string path)
    {
        return read switch
        {
            ScalarNode scalar => (scalar.Kind is ScalarKind.String ? $"'{scalar.Text}'" : scalar.Text) == Show(built) ? null : Wrong(),
            PartialNode text => built is string actual && Fits(text.Segments, actual) ? null : Wrong(),
            AbsentNode => built is null ? null : Wrong(),
            UnknownNode unknown => unknown.Exists.IsTrue && built is null ? Wrong() : null,
            ChoiceNode choice => choice.Choices.Any(one => Difference(one, built, path) is null) ? null : Wrong(),
            ListNode list => built is List<object?> items ? DifferenceOf(list, items, path) : Wrong(),
            MapNode map => built is Dictionary<string, object?> fields ? DifferenceOf(map, fields, path) : Wrong(),
            _ => Wrong(),
    };

        string Wrong() => $"{path} is {Show(built)}, not {Builders.Show(read)}";
    }

    private static string? DifferenceOf(ListNode read, List<object?> built, string path)
    {
        if (!read.IsOpen)
        {
            return read.Items.Count != built.Count ? Wrong()
                : read.Items.Select((item, i) => Difference(item, built[i], $"{path}[{i}]")).FirstOrDefault(difference => difference is not null);
        }

        var next = 0;
        foreach (var item in read.Items)
        {
            while (next < built.Count && Difference(item, built[next], "") is not null)
                next++;
            if (next++ >= built.Count)
                return Wrong();
        }

        return null;

        string Wrong() => $"{path} is {Show(built)}, not {Builders.Show(read)}";
    }

    private static string? DifferenceOf(MapNode read, Dictionary<string, object?> built, string path)
    {
        var known = read.Entries.Select(entry => entry.Key).ToList();
        var unread = built.Keys.FirstOrDefault(key => !read.IsOpen && !known.Contains(key));
        if (unread is not null)
            return $"{path}.{unread} is {Show(built[unread])}, not absent";
        return read.Entries.Select(entry => Difference(entry.Value, built.GetValueOrDefault(entry.Key), $"{path}.{entry.Key}")).FirstOrDefault(difference => difference is not null);
    }

    private static bool Fits(IReadOnlyList<string?> segments, string actual)
    {
        var pattern = string.Concat(segments.Select(segment => segment is null ? ".*" : System.Text.RegularExpressions.Regex.Escape(segment)));
        return System.Text.RegularExpressions.Regex.IsMatch(actual, $"^{pattern}$", System.Text.RegularExpressions.RegexOptions.Singleline, TimeSpan.FromSeconds(5));
    }
}
