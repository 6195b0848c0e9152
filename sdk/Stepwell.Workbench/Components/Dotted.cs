using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Stepwell.Workbench.Components;

/// <summary>A name with dots, which may go on in the next line after each of them.</summary>
public sealed class Dotted : ComponentBase
{
    /// <summary>The name.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var parts = Name.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            builder.OpenRegion(0);
            builder.AddContent(1, i < parts.Length - 1 ? parts[i] + "." : parts[i]);
            if (i < parts.Length - 1) builder.AddMarkupContent(2, "<wbr>");
            builder.CloseRegion();
        }
    }
}
