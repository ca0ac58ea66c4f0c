using Unfurl.CompilerServices;

namespace Unfurl.Tests.VectorMaths;

public sealed class PaddedRowsTests
{
    [Fact]
    public void RowsAreCopiedGapsAreClearedAndNothingElseIsTouched()
    {
        const int rows = 3, sourceRow = 41;
        float[] source = [.. Enumerable.Range(1, rows * sourceRow).Select(i => (float)i)];
        for (int width = 1; width <= 40; width++)
        {
            for (int gap = 0; gap <= 35; gap++)
            {
                int targetRow = width + gap;
                float[] target = Enumerable.Repeat(-1f, (rows + 1) * targetRow).ToArray(), expected = [.. target];
                for (int i = 0; i < rows; i++)
                {
                    for (int j = 0; j < (i == rows - 1 ? width : targetRow); j++)
                        expected[(i * targetRow) + j] = j < width ? source[(i * sourceRow) + j] : 0;
                }

                PaddedRows.Copy(ref source[0], sourceRow, ref target[0], targetRow, rows, width);
                Assert.Equal(expected, target);
            }
        }
    }
}
