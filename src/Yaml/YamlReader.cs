using Hale.Rules.Tree;
using Hale.Yaml.Mistakes;
using YamlDotNet.Core;

namespace Hale.Yaml;

/// <summary>What was read from one text.</summary>
/// <param name="Documents">Its documents, in order; those that could not be read are unknown.</param>
/// <param name="Problems">What could not be read, and why.</param>
public sealed record YamlContent(IReadOnlyList<Document> Documents, IReadOnlyList<InputProblem> Problems);

/// <summary>How much of one file is read before reading stops.</summary>
public sealed record YamlLimits
{
    /// <summary>The largest file, in bytes.</summary>
    public int Bytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The deepest nesting of maps and lists.</summary>
    public int Depth { get; init; } = 128;

    /// <summary>How many values the aliases of one document may copy.</summary>
    public int AliasedNodes { get; init; } = 100_000;

    /// <summary>How many documents one file may have.</summary>
    public int Documents { get; init; } = 10_000;
}

/// <summary>
/// Reads YAML and JSON text into the manifest tree. Each document is read by itself, so that a mistake in one costs no
/// other. Nothing is thrown for any text.
/// </summary>
public static class YamlReader
{
    /// <summary>Reads all documents of a text.</summary>
    /// <param name="source">The decoded text.</param>
    /// <param name="limits">Where to stop; the defaults when null.</param>
    public static YamlContent Read(SourceText source, YamlLimits? limits = null) => Read(new Place(source, 0, source.Text.Length), limits);

    /// <summary>Reads all documents of a stretch of a text, where they stand.</summary>
    /// <param name="stretch">What is YAML.</param>
    /// <param name="limits">Where to stop; the defaults when null.</param>
    public static YamlContent Read(Place stretch, YamlLimits? limits = null)
    {
        limits ??= new YamlLimits();
        var documents = new List<Document>();
        var problems = new List<InputProblem>();
        foreach (var chunk in DocumentSplitter.Split(stretch))
        {
            if (documents.Count >= limits.Documents)
            {
                problems.Add(new InputProblem(InputProblemKind.OverLimit, chunk.FirstLine, $"The file has more than {limits.Documents} documents; the rest is not read"));
                break;
            }

            ReadChunk(chunk, limits, documents, problems);
        }

        return new YamlContent(documents, OneTemplateOnly(problems));
    }

    /// <summary>
    /// Whether an exception is how YamlDotNet 16.3.0 says that a text is not YAML. Beside its own it lets through what its
    /// assertions throw, and what others throw of arguments that it took from the text: characters and tags.
    /// </summary>
    internal static bool IsFromParser(Exception error) => error is YamlException or InvalidOperationException or ArgumentException;

    private static void ReadChunk(DocumentChunk chunk, YamlLimits limits, List<Document> documents, List<InputProblem> problems)
    {
        var best = Attempted(chunk, new ParserText(chunk), limits);
        while (GapIn(chunk, best) is { } found && best.Text.Without(found) is { } text)
            best = Attempted(chunk, text, limits);

        var problem = best.Error is null ? null : Explain(chunk, best);
        if (problem is not null && Surroundings.Of(chunk, problem) is { } stretches && stretches.Count <= limits.Documents)
        {
            ReadStretches(stretches, limits, documents, problems);
            return;
        }

        documents.AddRange(best.Documents);
        problems.AddRange(best.Builder.Problems);
        foreach (var gap in best.Text.Gaps)
            problems.Add(YamlMistakes.LeftOut(chunk, gap));
        if (problem is null)
            return;
        problems.Add(problem);
        documents.Add(Unread(chunk, problem) with { Comments = CommentFinder.Find(chunk, best.Builder.ScalarPlaces) });
    }

    private static Attempt Attempted(DocumentChunk chunk, ParserText start, YamlLimits limits)
    {
        var first = new Attempt(chunk, start, limits);
        var last = first;
        while (last.MayLackIndentation && last.Text.IndentedAt(last.Builder.Position) is { } text)
            last = new Attempt(chunk, text, limits);
        return last.Error is null ? last : first;
    }

    private static Gap? GapIn(DocumentChunk chunk, Attempt attempt)
    {
        if (attempt.Error is null)
            return attempt.Documents.Count > 1 && !attempt.Documents[1].Root["kind"].Exists ? Gap.BetweenKeys(chunk) : null;
        if (attempt.Documents.Count > 0 && Gap.BetweenKeys(chunk) is { } between)
            return between;
        return Explain(chunk, attempt) is { Kind: InputProblemKind.Unreadable } problem ? Gap.At(chunk, problem.At.Start - chunk.Start) : null;
    }

    private static void ReadStretches(IReadOnlyList<Stretch> stretches, YamlLimits limits, List<Document> documents, List<InputProblem> problems)
    {
        foreach (var (chunk, isManifest) in stretches)
        {
            if (isManifest)
            {
                ReadChunk(chunk, limits, documents, problems);
                continue;
            }

            var problem = YamlMistakes.InSurroundings(chunk);
            problems.Add(problem);
            if (Templates.MentionedKinds(chunk) is not { Count: 0 })
                documents.Add(Unread(chunk, problem));
        }
    }

    private static Document Unread(DocumentChunk chunk, InputProblem problem) =>
        new(chunk.Source, new UnknownNode(problem.At, isPresent: true)) { MentionedKinds = Templates.MentionedKinds(chunk) };

    private static InputProblem Explain(DocumentChunk chunk, Attempt attempt)
    {
        var stop = (attempt.Error as StopException)?.Problem;
        if (stop?.Kind is InputProblemKind.OverLimit)
            return stop;
        return Templates.ProblemIn(chunk) ?? stop ?? YamlMistakes.Describe(chunk, attempt.Text, attempt.Builder, attempt.Error!);
    }

    // A chart's file is one template, however many documents it renders to.
    private static List<InputProblem> OneTemplateOnly(List<InputProblem> problems)
    {
        var first = problems.FindIndex(problem => problem.Kind is InputProblemKind.Template);
        return [.. problems.Where((problem, index) => problem.Kind is not InputProblemKind.Template || index == first)];
    }

    /// <summary>One try at reading a chunk.</summary>
    private sealed class Attempt
    {
        public Attempt(DocumentChunk chunk, ParserText text, YamlLimits limits)
        {
            Text = text;
            try
            {
                Builder = Read(chunk, limits, summarizes: true);
            }
            catch (NotPlainException)
            {
                Builder = Read(chunk, limits, summarizes: false);
            }
        }

        public ParserText Text { get; }

        public TreeBuilder Builder { get; }

        public List<Document> Documents { get; } = [];

        /// <summary>Why reading stopped early; null when it did not.</summary>
        public Exception? Error { get; private set; }

        public bool MayLackIndentation => Error is InvalidOperationException or YamlException { Message: ParserMessages.WrongIndentation };

        private TreeBuilder Read(DocumentChunk chunk, YamlLimits limits, bool summarizes)
        {
            Documents.Clear();
            using var events = EventsOf(chunk);
            var builder = new TreeBuilder(chunk, events, limits, summarizes) { Gaps = Text.Gaps };
            try
            {
                foreach (var root in builder.ReadRoots())
                    JoinedObjects.Add(Documents, InlinePatches.Expand(root, limits), CommentFinder.Find(chunk, builder.ScalarPlaces), limits);
            }
            catch (Exception error) when (error is StopException || IsFromParser(error))
            {
                Error = error;
            }

            return builder;
        }

        private YamlEvents EventsOf(DocumentChunk chunk) => (Text.IsUnchanged && !Text.IsJson ? SimpleEvents.Of(chunk) : null) ?? (YamlEvents)new ParserEvents(Text);
    }
}

/// <summary>Thrown inside this project where reading a document stops; never leaves it.</summary>
internal sealed class StopException(InputProblemKind kind, Place at, string message) : Exception(message)
{
    public InputProblem Problem { get; } = new(kind, at, message);
}

/// <summary>Thrown where a schema has to be read in full; never leaves this project.</summary>
internal sealed class NotPlainException() : Exception("The schema is not plain YAML");
