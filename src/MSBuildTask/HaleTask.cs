using Hale.Rules;
using Microsoft.Build.Framework;

namespace Hale.MSBuildTask;

/// <summary>What the tasks have in common: whatever goes wrong in one is an error of the build, and no exception.</summary>
public abstract class HaleTask : Microsoft.Build.Utilities.Task
{
    /// <inheritdoc />
    public sealed override bool Execute()
    {
        try
        {
            Run();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Fail(Printable.Escape(error.Message.TrimEnd('.')));
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            Fail($"An internal error; please report it with the text that a detailed log has: {Printable.Escape(error.Message)}");
            Log.LogMessage(MessageImportance.Low, "{0}", error);
        }

        return !Log.HasLoggedErrors;
    }

    /// <summary>What the task does; it may throw.</summary>
    protected abstract void Run();

    private void Fail(string message) => Log.LogError(null, BuildFinding.MistakeCode, null, null, BuildEngine.ProjectFileOfTaskNode, 0, 0, 0, 0, message);
}
