#pragma warning disable IDE0130 // MSBuild looks for the full name, in whichever assembly it is.

namespace Microsoft.Build.Framework;

/// <summary>
/// Says that a task may run beside others in one process, as <c>-mt</c> lets it: it asks neither the environment nor the
/// current directory, and shares nothing that changes. MSBuild 18 has the type; older ones take no notice.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class MSBuildMultiThreadableTaskAttribute : Attribute;
